package io.accountsync.mapping;

import java.util.Optional;

/** What does not go together with the operation of a sync file. */
final class OperationRules {
    private OperationRules() {}

    static void examine(SyncDefinition definition, Mistakes mistakes) {
        Optional<Operation> operation = Operation.of(definition.getOperation());
        if (operation.isEmpty()) {
            mistakes.about("operation").add("must be one of " + String.join(", ", Operation.words()));
            return;
        }
        examine(definition, operation.get(), mistakes.about("whenGone"));
        if (!operation.get().creates()) {
            definition.rules().forEach((field, rule) -> {
                if ("onCreate".equalsIgnoreCase(rule.getWrite())) {
                    mistakes.about(field)
                            .add(
                                    "has write: onCreate, and operation: update creates no record, so that it would never be"
                                            + " sent; remove the field, or its write");
                }
            });
        }
    }

    /**
     * What does not go together with what becomes of records whose rows are gone.
     *
     * @param mistakes about that
     */
    static void examine(SyncDefinition definition, WhenRowGone action, boolean deletesAdopted, Mistakes mistakes) {
        Operation operation = Operation.of(definition.getOperation()).orElse(Operation.UPSERT);
        if (operation == Operation.CREATE && action == WhenRowGone.FLAG) {
            mistakes.add(
                    "is flag, and operation: create never touches a record that is there; remove it, or make it delete,"
                            + " which deletes what the sync created");
        } else if (operation == Operation.UPDATE && action == WhenRowGone.DELETE && !deletesAdopted) {
            mistakes.warn(
                    "is delete, and operation: update creates no record, so that none is deleted but those that the"
                            + " sync created before; deleteAdopted: true deletes the others, too");
        }
    }

    private static void examine(SyncDefinition definition, Operation operation, Mistakes mistakes) {
        if (definition.getWhenGone() == null) {
            return;
        }
        Optional<WhenGone> whenGone = WhenGone.of(definition.getWhenGone());
        if (whenGone.isEmpty()) {
            mistakes.add("must be one of " + String.join(", ", WhenGone.words()));
        } else if (operation == Operation.CREATE) {
            mistakes.add(
                    "has no meaning with operation: create, which looks at no record again once it is there; remove it");
        } else if (operation == Operation.UPDATE && whenGone.get() == WhenGone.RECREATE) {
            mistakes.add(
                    "is recreate, and operation: update creates no record; remove it, or make it reject or followMerge");
        } else if (whenGone.get() == WhenGone.FOLLOW_MERGE
                && definition.getObject() != null
                && !WhenGone.canMerge(definition.getObject())) {
            mistakes.add("is followMerge, and Salesforce merges no records of " + definition.getObject()
                    + "; make it reject");
        }
    }
}
