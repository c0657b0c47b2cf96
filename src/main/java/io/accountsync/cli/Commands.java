package io.accountsync.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands; those that run a sync know what stops them, those that write page by page what they write to. */
final class Commands implements IFactory {
    private final Interruption interruption;
    private final JsonDocument document;

    Commands(Interruption interruption, JsonDocument document) {
        this.interruption = interruption;
        this.document = document;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == RunCommand.class) {
            return type.cast(new RunCommand(interruption));
        }
        if (type == PlanCommand.class) {
            return type.cast(new PlanCommand(interruption, document));
        }
        if (type == ReconcileCommand.class) {
            return type.cast(new ReconcileCommand(interruption));
        }
        if (type == AdoptCommand.class) {
            return type.cast(new AdoptCommand(interruption));
        }
        if (type == FailuresCommand.class) {
            return type.cast(new FailuresCommand(document));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
