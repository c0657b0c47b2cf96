package io.accountsync.cli;

import io.accountsync.config.ShellText;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** How this program is called from here, in commands to be pasted. */
final class ProgramName {
    private static final String LAUNCHER = "account-sync";

    /** How the launcher was called, which knows it alone. */
    private static final String STARTED_AS = "account-sync.program";

    private ProgramName() {}

    /** The program with these arguments. */
    static String with(List<String> arguments) {
        return program() + " " + arguments.stream().map(ShellText::quoted).collect(Collectors.joining(" "));
    }

    private static String program() {
        String started = System.getProperty(STARTED_AS);
        if (started != null) {
            return ShellText.quoted(started);
        }
        if (Files.isRegularFile(Path.of(LAUNCHER)) && Files.isExecutable(Path.of(LAUNCHER))) {
            return "./" + LAUNCHER;
        }
        Path place = place();
        return place != null && Files.isRegularFile(place)
                ? "java -jar " + ShellText.quoted(place.toString())
                : LAUNCHER;
    }

    /** The jar that this is run from; null where that is not known. */
    private static Path place() {
        try {
            return Path.of(ProgramName.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException | RuntimeException e) {
            // A nested jar has no path of its own.
            return null;
        }
    }
}
