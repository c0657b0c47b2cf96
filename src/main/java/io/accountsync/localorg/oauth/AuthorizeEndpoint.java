package io.accountsync.localorg.oauth;

import io.accountsync.localorg.rest.RestAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /services/oauth2/authorize}: asks the user for consent, then sends the browser back to the client. */
public final class AuthorizeEndpoint {

    static final String ALL_SCOPES = "refresh_token api id web";

    private final ConnectedApp app;
    private final AuthorizationCodes codes;
    private final ConsentPage page;
    private final String userId;

    /** @param userId who is signed in to the browser, as it were */
    AuthorizeEndpoint(ConnectedApp app, AuthorizationCodes codes, ConsentPage page, String userId) {
        this.app = app;
        this.codes = codes;
        this.page = page;
        this.userId = userId;
    }

    /**
     * {@code GET}: the consent page. {@code POST} with {@code decision=allow} or {@code deny}: the way back. Errors about
     * the client or its callback are shown and not sent anywhere.
     */
    public RestAnswer authorize(OAuthRequest request) {
        String redirectUri = request.param("redirect_uri");
        if (!app.clientId().equals(request.param("client_id"))) {
            return page.error("invalid_client_id", "client identifier invalid");
        }
        if (redirectUri == null || !app.allows(redirectUri)) {
            return page.error("redirect_uri_mismatch", "redirect_uri must match configuration");
        }
        if (!"code".equals(request.param("response_type"))) {
            return back(request, "unsupported_response_type", "response type not supported");
        }
        if (app.requirePkce() && request.param("code_challenge") == null) {
            return back(request, "invalid_request", "missing required code challenge");
        }
        if (request.method().equals("GET")) {
            return page.ask(request.params());
        }
        return "allow".equals(request.param("decision"))
                ? allow(request)
                : back(request, "access_denied", "end-user denied authorization");
    }

    private RestAnswer allow(OAuthRequest request) {
        String scope = request.param("scope");
        String code = codes.issue(
                userId,
                scope == null || scope.isBlank() ? ALL_SCOPES : scope.strip(),
                request.param("redirect_uri"),
                // Salesforce takes any challenge for S256; jsforce names no method.
                request.param("code_challenge"));
        Map<String, String> params = new LinkedHashMap<>();
        params.put("code", code);
        return redirect(request, params);
    }

    private RestAnswer back(OAuthRequest request, String error, String description) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("error", error);
        params.put("error_description", description);
        return redirect(request, params);
    }

    private static RestAnswer redirect(OAuthRequest request, Map<String, String> params) {
        if (request.param("state") != null) {
            params.put("state", request.param("state"));
        }
        StringBuilder address = new StringBuilder(request.param("redirect_uri"));
        char separator = address.indexOf("?") < 0 ? '?' : '&';
        for (Map.Entry<String, String> param : params.entrySet()) {
            address.append(separator).append(param.getKey()).append('=').append(encoded(param.getValue()));
            separator = '&';
        }
        return RestAnswer.noContent(302).withHeader("Location", address.toString());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
