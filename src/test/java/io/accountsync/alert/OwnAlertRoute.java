package io.accountsync.alert;

/** A route of one's own in the place of one that notifies: it hands a member of each message to the bean {@code rows}. */
public final class OwnAlertRoute {
    private OwnAlertRoute() {}

    /** In place of the webhook's. */
    public static String passing(String member) {
        return inPlaceOf("account-sync-alert", member);
    }

    /** @param route its id */
    public static String inPlaceOf(String route, String member) {
        return """
                - route:
                    id: %s
                    from:
                      uri: direct
                      parameters:
                        name: %s
                      steps:
                        - bean:
                            ref: rows
                            method: pass(${body[%s]})
                """
                .formatted(route, route, member);
    }
}
