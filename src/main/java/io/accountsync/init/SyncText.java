package io.accountsync.init;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.ColumnText;
import io.accountsync.mapping.CursorType;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A proposal as a sync file. */
public final class SyncText {
    private static final int COMMENT_LENGTH = 90;

    private static final String HEAD =
            """
            # @rows@ -> Salesforce @object@, when sync.@sync@.schedule says so; without that key each quarter of an hour.
            # Written by account-sync init by what it saw in @seen@. docs/mapping.md explains every line.
            - beans:
                - name: @sync@
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: @object@
                    externalId: @key@ # External ID field in Salesforce: unique, and mapped below
            """;

    private static final String SCHEDULE =
            """

            - templatedRoute: # starts the sync on its schedule
                routeTemplateRef: sync-schedule
                parameters:
                  - name: sync
                    value: @sync@

            """;

    private final Proposal proposal;
    private final String sync;

    private SyncText(Proposal proposal, String sync) {
        this.proposal = proposal;
        this.sync = sync;
    }

    /** The text of the file for a sync of this name; the proposal has no questions left. */
    public static String of(Proposal proposal, String sync) {
        return new SyncText(proposal, sync).write();
    }

    private String write() {
        Look look = proposal.look();
        StringBuilder yaml = new StringBuilder(HEAD.replace("@sync@", sync)
                .replace("@object@", proposal.describe().getName())
                .replace("@key@", proposal.externalId().getName())
                .replace(
                        "@seen@",
                        (look.isWhole() ? "" : "the first ")
                                + Quantity.of(look.rows().size(), "row"))
                .replace("@rows@", "Rows of " + (look.name() == null ? "a query" : YamlText.shown(look.name()))));
        CursorChoice cursor = proposal.cursor();
        if (cursor.chosen() != null) {
            yaml.append("        cursor: " + cursor.chosen() + " # grows when a row changes\n");
            if (cursor.type() != CursorType.TIMESTAMP) {
                yaml.append("        cursorType: " + cursor.type().name().toLowerCase(Locale.ROOT) + "\n");
            }
        }
        yaml.append("        fields: # left: field of the "
                + proposal.describe().getName() + "; right: ${body[column]}, text around it, or a constant\n");
        proposal.all().forEach(pair -> yaml.append(line(pair)));
        proposal.leftOut()
                .forEach(one -> yaml.append(
                        "          # left out: " + YamlText.shown(one.column() + ": " + one.reason()) + "\n"));
        return yaml.append(SCHEDULE.replace("@sync@", sync))
                .append(look.part().yaml(sync, Optional.ofNullable(cursor.chosen())))
                .toString();
    }

    private static String line(Pair pair) {
        String value = YamlText.quoted(ColumnText.of(pair.column()).orElseThrow());
        String reason = YamlText.shown(pair.reason());
        String comment = reason.length() > COMMENT_LENGTH ? reason.substring(0, COMMENT_LENGTH - 3) + "..." : reason;
        if (!pair.options().isEmpty()) {
            return "          " + pair.target() + ": # " + comment + "\n            value: " + value + "\n"
                    + pair.options().entrySet().stream()
                            .map(option -> "            " + option.getKey() + ": " + option.getValue() + "\n")
                            .collect(Collectors.joining());
        }
        return pair.lookup() == null
                ? "          " + pair.target() + ": " + value + " # " + comment + "\n"
                : "          " + pair.target() + ": # by the key of that record; " + comment + "\n            lookup: "
                        + pair.lookup() + "\n            value: " + value + "\n";
    }
}
