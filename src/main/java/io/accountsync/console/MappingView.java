package io.accountsync.console;

import io.accountsync.mapping.Mapping;
import io.accountsync.mapping.ShownField;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.sync.Sync;
import java.util.List;

/** The mapping of a sync as a table. Only for whoever is signed in, since it holds what a person wrote: constants, conditions. */
final class MappingView {
    private final ConsoleProcess process;

    MappingView(ConsoleProcess process) {
        this.process = process;
    }

    /**
     * A mapping.
     *
     * @param cursor null for none
     * @param typesKnown whether an org was asked for the types by this process
     */
    private record Shown(
            String file,
            String object,
            String externalId,
            String operation,
            String cursor,
            boolean typesKnown,
            List<ShownField> fields) {}

    Answer show(Asked asked) {
        Engine engine = process.knownSyncs()
                .orElseThrow(() -> new RefusedException(
                        409, "The sync files have mistakes, so that no mapping can be shown; see the overview."));
        String name = asked.parameter("sync");
        Sync sync = engine.syncs().all().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        404,
                        process.mistake() == null
                                ? "No sync file has a mapping of this name."
                                : "No sync file that can be read has a mapping of this name; see the overview."));
        Mapping mapping = sync.mapping();
        List<ShownField> fields = mapping.shown();
        return Answer.of(new Shown(
                mapping.file(),
                mapping.object(),
                mapping.externalId(),
                mapping.operation().word(),
                mapping.cursor(),
                fields.stream().anyMatch(field -> field.type() != null),
                fields));
    }
}
