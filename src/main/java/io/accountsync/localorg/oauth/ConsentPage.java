package io.accountsync.localorg.oauth;

import io.accountsync.localorg.rest.RestAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The pages that a person sees while signing in. */
final class ConsentPage {

    private static final String HTML = "text/html;charset=UTF-8";
    private static final Set<String> PASSED_ON =
            Set.of("response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge");

    private final String orgName;
    private final String username;
    private final String template;

    ConsentPage(String orgName, String username) {
        this.orgName = orgName;
        this.username = username;
        this.template = read("/io/accountsync/localorg/consent.html");
    }

    /** Asks whether the client may have access; the answer is posted with the client's own parameters. */
    RestAnswer ask(Map<String, String> params) {
        String hidden = params.entrySet().stream()
                .filter(param -> PASSED_ON.contains(param.getKey()))
                .map(param -> "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(param.getKey(), escaped(param.getValue())))
                .collect(Collectors.joining("\n      "));
        String scope = params.getOrDefault("scope", AuthorizeEndpoint.ALL_SCOPES);
        return page(
                200,
                template.replace("{{org}}", escaped(orgName))
                        .replace("{{user}}", escaped(username))
                        .replace("{{scope}}", escaped(scope))
                        .replace("{{hidden}}", hidden));
    }

    /** An error that must not be sent to an address that nobody vouches for. */
    RestAnswer error(String error, String description) {
        return page(
                400,
                "<!DOCTYPE html><html><body><h1>OAuth Error</h1><p>error=%s&amp;error_description=%s</p></body></html>"
                        .formatted(escaped(error), escaped(description)));
    }

    /** Where clients without a page of their own may end. */
    RestAnswer success() {
        return page(200, "<!DOCTYPE html><html><body><h1>Authentication Successful</h1></body></html>");
    }

    private static RestAnswer page(int status, String html) {
        // Nobody is to put the page into a frame of their own and have it clicked there.
        return new RestAnswer(status, HTML, Map.of("X-Frame-Options", "DENY"), html.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String read(String resource) {
        try (InputStream in = ConsentPage.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
