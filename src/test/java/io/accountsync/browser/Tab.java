package io.accountsync.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One page in a browser, as a person has it, and all that the browser complains of. */
final class Tab implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DevTools tools;
    private final String session;
    private final String person;
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();

    Tab(DevTools tools, String session, String person) {
        this.tools = tools;
        this.session = session;
        this.person = person;
        tools.listen(session, this::take);
        for (String domain : List.of("Page", "Runtime", "Log", "Network", "Audits")) {
            call(domain + ".enable", Map.of());
        }
        call("Emulation.setTimezoneOverride", Map.of("timezoneId", "UTC"));
        call("Emulation.setLocaleOverride", Map.of("locale", "en_GB"));
        size(1280, 800);
    }

    private void take(String method, JsonNode event) {
        switch (method) {
            case "Runtime.exceptionThrown" -> problems.add("exception: " + event);
            case "Runtime.consoleAPICalled" -> problems.add("console: " + event);
            case "Log.entryAdded" ->
                problems.add("log: " + event.at("/entry/text").asText() + " "
                        + event.at("/entry/url").asText());
            case "Audits.issueAdded" -> issue(event.path("issue"));
            case "Network.requestWillBeSent" ->
                requests.add(event.at("/request/url").asText());
            case "Page.javascriptDialogOpening" -> {
                questions.add(event.path("message").asText());
                tools.send(session, "Page.handleJavaScriptDialog", Map.of("accept", true));
            }
            default -> {
                // Not asked for.
            }
        }
    }

    private void issue(JsonNode issue) {
        if (issue.path("code").asText().startsWith("ContentSecurityPolicy")) {
            problems.add("policy: " + issue);
        }
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        return tools.call(session, method, parameters);
    }

    /** All that the console of the browser says: errors, warnings, what the policy forbade, requests that failed. */
    List<String> problems() {
        return problems;
    }

    /** Waits until the browser has complained so often. */
    Tab untilProblems(int number) {
        await().atMost(PATIENCE).until(() -> problems.size() == number);
        return this;
    }

    /** The addresses of all requests so far, but for what was in the page itself. */
    List<String> requests() {
        return requests.stream().filter(url -> !url.startsWith("data:")).toList();
    }

    /** What the page asked the person, who agreed. */
    List<String> questions() {
        return questions;
    }

    Tab go(String url) {
        call("Page.navigate", Map.of("url", url));
        return until("document.readyState === 'complete' && location.href.startsWith(" + quoted(url) + ")");
    }

    /** A window of this size. */
    Tab size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        return this;
    }

    /** A person who prefers the dark. */
    Tab dark() {
        return scheme("dark");
    }

    /** A person who prefers the light. */
    Tab light() {
        return scheme("light");
    }

    private Tab scheme(String name) {
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", name);
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
        return this;
    }

    /** What a printer gets of it, on paper of this width within its margins, from a person who prefers the dark. */
    Tab onPaper(int millimetres) {
        size((int) (millimetres * 96 / 25.4), 1000);
        Map<String, String> dark = Map.of("name", "prefers-color-scheme", "value", "dark");
        call("Emulation.setEmulatedMedia", Map.of("media", "print", "features", List.of(dark)));
        return this;
    }

    /** How many sheets of A4 it takes. */
    int sheets() {
        byte[] pdf = Base64.getDecoder()
                .decode(call(
                                "Page.printToPDF",
                                Map.of("preferCSSPageSize", false, "paperWidth", 8.27, "paperHeight", 11.69))
                        .get("data")
                        .asText());
        Matcher sheet = Pattern.compile("/Type\\s*/Page\\b").matcher(new String(pdf, StandardCharsets.ISO_8859_1));
        return (int) sheet.results().count();
    }

    /** The value of an expression, or of its promise. */
    JsonNode eval(String script) {
        JsonNode answer = call(
                "Runtime.evaluate",
                Map.of("expression", script, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        assertThat(answer.path("exceptionDetails").toString()).as(script).isEmpty();
        return answer.at("/result/value");
    }

    /** Waits until an expression is true. */
    Tab until(String condition) {
        await().pollDelay(Duration.ZERO).pollInterval(POLL).atMost(PATIENCE).untilAsserted(() -> assertThat(
                        eval("Boolean(" + condition + ")").asBoolean())
                .as(() -> condition + "\nbut the page shows:\n" + text() + "\n" + problems)
                .isTrue());
        return this;
    }

    /** Waits until something that is seen has this text. */
    Tab untilText(String selector, String text) {
        return until("[...document.querySelectorAll(" + quoted(selector) + ")].some(one => one.innerText.includes("
                + quoted(text) + "))");
    }

    /** Waits for an element that can be used, and clicks at it. */
    Tab click(String selector) {
        String one = "document.querySelector(" + quoted(selector) + ")";
        until(one + " && !" + one + ".disabled");
        eval(one + ".click()");
        return this;
    }

    /** The same of the one with this text. */
    Tab click(String selector, String text) {
        String one = "[...document.querySelectorAll(" + quoted(selector) + ")].find(one => one.innerText.trim() === "
                + quoted(text) + ")";
        until(one + " && !(" + one + ").disabled");
        eval("(" + one + ").click()");
        return this;
    }

    /** Puts the focus there, and text in place of what is in it. */
    Tab write(String selector, String text) {
        until("document.querySelector(" + quoted(selector) + ")");
        eval("(field => { field.focus(); field.select(); })(document.querySelector(" + quoted(selector) + "))");
        return type(text);
    }

    /** Text by the keyboard, wherever the focus is. */
    Tab type(String text) {
        call("Input.insertText", Map.of("text", text));
        return this;
    }

    /** A key, such as Tab, Enter, Escape or n. */
    Tab press(String key) {
        return press(key, 0);
    }

    /** The same with Shift held. */
    Tab pressWithShift(String key) {
        return press(key, 8);
    }

    private Tab press(String key, int modifiers) {
        int code = Map.of("Tab", 9, "Enter", 13, "Escape", 27)
                .getOrDefault(key, (int) Character.toUpperCase(key.charAt(0)));
        String text = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
        Map<String, Object> down = Map.of(
                "type",
                text.isEmpty() ? "rawKeyDown" : "keyDown",
                "key",
                key,
                "text",
                text,
                "windowsVirtualKeyCode",
                code,
                "modifiers",
                modifiers);
        call("Input.dispatchKeyEvent", down);
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
        return this;
    }

    /** What a person sees as text. */
    String text() {
        return eval("document.body.innerText").asText();
    }

    /** The document as it is now. */
    String html() {
        return eval("document.documentElement.outerHTML").asText();
    }

    /** Makes a picture of what is seen. */
    void picture(Path file) {
        byte[] png = Base64.getDecoder()
                .decode(call("Page.captureScreenshot", Map.of("format", "png"))
                        .get("data")
                        .asText());
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    @Override
    public void close() {
        tools.call(null, "Target.disposeBrowserContext", Map.of("browserContextId", person));
    }
}
