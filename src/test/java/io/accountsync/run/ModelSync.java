package io.accountsync.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What the sync file of one {@link Model} says, drawn by chance.
 *
 * @param hasCursor whether runs read only what has changed, if nobody asks for more
 * @param keepsPayloads whether the state keeps what rejected records would have sent
 * @param operation {@code upsert}, {@code update} or {@code create}
 * @param whenRowGone what becomes of records whose rows are gone
 * @param told how runs learn which these are
 * @param deleteAdopted whether records are deleted, too, that people had made
 * @param mostDeletions {@code sync.max-deletions}
 * @param whenGone what becomes of a row whose record people deleted or merged; null where the file does not say it
 * @param hasCircles whether there is a lookup in which records may point to each other
 */
record ModelSync(
        boolean hasCursor,
        boolean keepsPayloads,
        String operation,
        WhenRowGone whenRowGone,
        Told told,
        boolean deleteAdopted,
        int mostDeletions,
        String whenGone,
        boolean hasCircles) {
    /** In the field Rating, of a row that is there. */
    static final String HOT = "Hot";

    /** The same of one that is gone, where it is flagged. */
    static final String COLD = "Cold";

    private static final int FEW = 4;
    private static final int ALL = 1000;

    private static final String FILE =
            """
            - beans:
                - name: accounts
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Account
                    externalId: Customer_Id__c
                    PROPERTIES
                    fields:
                      Customer_Id__c: "${body[id]}"
                      Name: "NAME"
                      Rating: "Hot"
                    fields[BillingCity]: { value: "CITY", whenEmpty: clear }
                    fields[Parent]: { lookup: Customer_Id__c, value: "${body[parent]}", whenEmpty: clear }
            """;

    private static final String DELETIONS_ROUTE =
            """
            - route:
                id: accounts-deletions
                from:
                  uri: direct
                  parameters:
                    name: accounts-deletions
                  steps:
                    - setBody:
                        expression:
                          method:
                            ref: rows
                            method: gone
            """;

    /** What becomes of records whose rows are gone. */
    enum WhenRowGone {
        IGNORE,
        FLAG,
        DELETE
    }

    /** How a run learns that a row is gone. */
    enum Told {
        BY_ABSENCE,
        BY_TOMBSTONES,
        BY_ROUTE
    }

    static ModelSync byChance(Random random) {
        boolean hasCursor = random.nextInt(4) > 0;
        boolean keepsPayloads = random.nextInt(3) > 0;
        String operation =
                switch (random.nextInt(8)) {
                    case 0 -> "update";
                    case 1 -> "create";
                    default -> "upsert";
                };
        WhenRowGone whenRowGone =
                switch (random.nextInt(5)) {
                    case 0 -> WhenRowGone.IGNORE;
                    // A flag is a change, and who only creates makes none.
                    case 1 -> operation.equals("create") ? WhenRowGone.DELETE : WhenRowGone.FLAG;
                    default -> WhenRowGone.DELETE;
                };
        Told told = Told.values()[random.nextInt(Told.values().length)];
        return new ModelSync(
                hasCursor,
                keepsPayloads,
                operation,
                whenRowGone,
                told,
                random.nextInt(4) == 0,
                random.nextInt(3) == 0 ? FEW : ALL,
                whenGone(random, operation),
                random.nextBoolean());
    }

    private static String whenGone(Random random, String operation) {
        String word =
                switch (random.nextInt(4)) {
                    case 0 -> "reject";
                    case 1 -> "followMerge";
                    default -> null;
                };
        return operation.equals("create") ? null : word;
    }

    /** Whether records that people deleted are not made again. */
    boolean watches() {
        return whenGone != null;
    }

    /** Whether a record is the one of a key by its External ID alone, also where the state knows another one. */
    boolean goesByKey() {
        return upserts() && !watches();
    }

    boolean upserts() {
        return operation.equals("upsert");
    }

    boolean creates() {
        return !operation.equals("update");
    }

    boolean updates() {
        return !operation.equals("create");
    }

    boolean deletes() {
        return whenRowGone == WhenRowGone.DELETE;
    }

    boolean flags() {
        return whenRowGone == WhenRowGone.FLAG;
    }

    /** Whether only runs that read every row find out which are gone. */
    boolean goesByAbsence() {
        return whenRowGone != WhenRowGone.IGNORE && told == Told.BY_ABSENCE;
    }

    boolean hasTombstones() {
        return told == Told.BY_TOMBSTONES;
    }

    /** @param mapping which one of three */
    String file(int mapping) {
        List<String> properties = new ArrayList<>(List.of("operation: " + operation));
        if (hasCursor) {
            properties.addAll(List.of("cursor: changed", "cursorType: integer"));
        }
        if (whenRowGone != WhenRowGone.IGNORE) {
            properties.add("whenRowGone: " + (flags() ? "flag" : "delete"));
            properties.addAll(flags() ? List.of("flag: { field: Rating, value: Cold }") : List.of());
            properties.addAll(deletes() && deleteAdopted ? List.of("deleteAdopted: true") : List.of());
        }
        if (watches()) {
            properties.add("whenGone: " + whenGone);
        }
        if (hasTombstones()) {
            properties.add("deletedWhen: \"${body[deleted]} != null\"");
        }
        String mapped = FILE.replace("NAME", mapping == 1 ? "${body[name]} Inc." : "${body[name]}")
                .replace("CITY", mapping == 2 ? "Berlin" : "${body[city]}")
                .replace("PROPERTIES", String.join("\n        ", properties));
        boolean hasRoute = whenRowGone != WhenRowGone.IGNORE && told == Told.BY_ROUTE;
        String circles = hasCircles
                ? "        fields[Partner__r]: { lookup: Customer_Id__c, value: \"${body[partner]}\", whenEmpty: clear }\n"
                : "";
        return mapped + circles + TestSync.ROWS + (hasRoute ? DELETIONS_ROUTE : "");
    }

    /** Keys and values that go with it. */
    List<String> settings() {
        return Stream.of("sync.keep-rejected-payloads", keepsPayloads, "sync.max-deletions", mostDeletions)
                .map(String::valueOf)
                .toList();
    }

    /** In a few words. */
    @Override
    public String toString() {
        return operation + (hasCursor ? " with cursor" : " without cursor") + (keepsPayloads ? "" : ", no payloads")
                + ", " + whenRowGone.name().toLowerCase() + " " + told.name().toLowerCase()
                + (watches() ? ", " + whenGone : "") + (hasCircles ? ", circles" : "")
                + (mostDeletions == FEW ? ", few" : "") + (deleteAdopted ? ", adopted ones as well" : "");
    }
}
