package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.salesforce.Browser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The way without account-sync that docs/salesforce-setup.md shows works as it stands there. */
class CurlInDocsTest {
    private static final Pattern BLOCK = Pattern.compile("```bash\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theCurlCommandsGiveARefreshToken() throws Exception {
        assumeTrue(run("command -v curl && command -v openssl", Map.of(), "").matches("(?s).*curl.*openssl.*"));
        Matcher blocks = BLOCK.matcher(Files.readString(Path.of("docs/salesforce-setup.md")));
        assertThat(blocks.find()).isTrue();
        String address = blocks.group(1);
        assertThat(blocks.find()).isTrue();
        String exchange = blocks.group(1);
        try (LocalOrg org =
                LocalOrg.start(LocalOrgOptions.builder().requirePkce(true).build())) {
            Map<String, String> environment = Map.of("LOGIN_URL", org.baseUrl(), "CONSUMER_KEY", org.clientId());

            String[] printed = run(address + "echo $VERIFIER", environment, "").split("\n");
            String code = Browser.allow(printed[0]).replaceFirst(".*code=", "").replaceFirst("&.*", "");
            String answer = run(
                    "CALLBACK=https://login.salesforce.com/\nVERIFIER=" + printed[1] + "\n" + exchange,
                    environment,
                    code + "\n" + org.clientSecret() + "\n");

            assertThat(new ObjectMapper().readTree(answer).path("refresh_token").asText())
                    .as(answer)
                    .startsWith("5Aep");
        }
    }

    private static String run(String script, Map<String, String> environment, String input)
            throws IOException, InterruptedException {
        // The script is an argument, since standard input is what the person types.
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-c", script).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (var typed = process.getOutputStream()) {
            typed.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
