package io.accountsync.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The local org in a process of its own. */
final class OrgProcess implements AutoCloseable {
    private final Process process;
    private final Map<String, String> credentials = new HashMap<>();

    OrgProcess(Path jar, int latencyMillis) throws IOException {
        process = new ProcessBuilder(
                        "java",
                        // A million Accounts and more, and the floor's again.
                        "-Xmx10g",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-jar",
                        jar.toString(),
                        "org",
                        "--latency",
                        String.valueOf(latencyMillis),
                        "--daily-limit",
                        "10000000")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        while (!credentials.containsKey("REFRESH_TOKEN")) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("the local org did not start");
            }
            credentials.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
    }

    String baseUrl() {
        return credentials.get("BASE_URL");
    }

    /** The credentials as account-sync's environment variables. */
    Map<String, String> environment() {
        return Map.of(
                "SALESFORCE_LOGIN_URL", baseUrl(),
                "SALESFORCE_CLIENT_ID", credentials.get("CLIENT_ID"),
                "SALESFORCE_CLIENT_SECRET", credentials.get("CLIENT_SECRET"),
                "SALESFORCE_REFRESH_TOKEN", credentials.get("REFRESH_TOKEN"));
    }

    /** The credentials by the names that the local org prints. */
    Map<String, String> forOthers() {
        return Map.copyOf(credentials);
    }

    String accessToken(HttpClient client) throws IOException, InterruptedException {
        String form = "grant_type=refresh_token&client_id=" + encode("CLIENT_ID") + "&client_secret="
                + encode("CLIENT_SECRET") + "&refresh_token=" + encode("REFRESH_TOKEN");
        String answer = client.send(
                        HttpRequest.newBuilder(URI.create(baseUrl() + "/services/oauth2/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return new ObjectMapper().readTree(answer).get("access_token").asText();
    }

    private String encode(String name) {
        return URLEncoder.encode(credentials.get(name), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
