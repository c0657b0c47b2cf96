package io.accountsync.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real browser without a window, with a profile of its own; whatever is not of this machine does not exist for it. */
final class Chromium implements AutoCloseable {
    /** Names by which distributions have it. */
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private static final long GRACE_SECONDS = 30;
    private static final String READY = "DevTools listening on ";

    private final Process process;
    private final DevTools tools;

    private Chromium(Process process, DevTools tools) {
        this.process = process;
        this.tools = tools;
    }

    /** Starts one; skips the tests of the class where there is none, and says so. */
    static Chromium start(Path profile) {
        Optional<Path> program = find();
        if (program.isEmpty()) {
            String message =
                    "No Chromium is found, so that nothing is tried in a browser. On Debian: apt-get install chromium";
            System.err.println(message);
            Assumptions.abort(message);
        }
        try {
            Process process = new ProcessBuilder(command(program.get(), profile))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Chromium(process, new DevTools(address(process)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> find() {
        return NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static List<String> command(Path program, Path profile) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--hide-scrollbars",
                "--force-color-profile=srgb",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"));
        if (System.getProperty("user.name").equals("root")) {
            // Its sandbox refuses root, which containers are.
            command.add("--no-sandbox");
        }
        command.add("about:blank");
        return command;
    }

    private static URI address(Process process) throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(READY)) {
                Thread rest = new Thread(() -> said.lines().forEach(other -> {}), "chromium-stderr");
                rest.setDaemon(true);
                rest.start();
                return URI.create(line.substring(READY.length()));
            }
            all.append(line).append('\n');
        }
        throw new AssertionError("Chromium did not start:\n" + all);
    }

    /** A tab with cookies and a store of its own, like the browser of another person. */
    Tab tab() {
        String person = tools.call(null, "Target.createBrowserContext", Map.of())
                .get("browserContextId")
                .asText();
        String target = tools.call(
                        null, "Target.createTarget", Map.of("url", "about:blank", "browserContextId", person))
                .get("targetId")
                .asText();
        String session = tools.call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asText();
        return new Tab(tools, session, person);
    }

    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        tools.send(null, "Browser.close", Map.of());
        // While one of them lives it writes to the profile, which is deleted next.
        for (ProcessHandle one : all) {
            one.onExit()
                    .completeOnTimeout(one, GRACE_SECONDS, TimeUnit.SECONDS)
                    .thenAccept(ProcessHandle::destroyForcibly)
                    .join();
        }
        tools.close();
    }
}
