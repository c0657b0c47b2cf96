package io.accountsync.localorg.oauth;

import io.accountsync.localorg.rest.Json;
import io.accountsync.localorg.rest.RestAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** The three forms in which OAuth answers come: JSON unless {@code format} or Accept ask for another. */
final class TokenFormat {

    private TokenFormat() {}

    static RestAnswer answer(int status, Map<String, String> members, OAuthRequest request) {
        String format = request.param("format");
        String accept = request.header().apply("Accept");
        RestAnswer answer;
        if ("urlencoded".equals(format) || format == null && accept != null && accept.contains("urlencoded")) {
            answer = text(status, "application/x-www-form-urlencoded;charset=UTF-8", urlencoded(members));
        } else if ("xml".equals(format) || format == null && "application/xml".equals(accept)) {
            answer = text(status, "application/xml;charset=UTF-8", xml(members));
        } else {
            answer = RestAnswer.json(status, Json.write(members));
        }
        return answer.withHeader("Cache-Control", "no-cache, no-store").withHeader("Pragma", "no-cache");
    }

    static RestAnswer text(int status, String type, String body) {
        return new RestAnswer(status, type, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    static String urlencoded(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> member.getKey() + "=" + URLEncoder.encode(member.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String xml(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "<%1$s>%2$s</%1$s>"
                        .formatted(
                                member.getKey(),
                                member.getValue().replace("&", "&amp;").replace("<", "&lt;")))
                .collect(Collectors.joining("", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><OAuth>", "</OAuth>"));
    }
}
