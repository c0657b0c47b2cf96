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
}
