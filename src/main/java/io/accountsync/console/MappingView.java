package io.accountsync.console;

import io.accountsync.mapping.Mapping;
import io.accountsync.mapping.ShownField;
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
     * @param mistakes what is wrong with it; what could not be read for that is not among the fields
     * @param typesKnown whether an org was asked for the types by this process
     */
    private record Shown(
            String file,
            String object,
            String externalId,
            String operation,
            String cursor,
            List<String> mistakes,
            boolean typesKnown,
            List<ShownField> fields) {}

    Answer show(Asked asked) {
        String name = asked.parameter("sync");
        Sync sync = process.knownSyncs().stream()
                .flatMap(engine -> engine.syncs().all().stream())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> notThere(String.valueOf(name)));
        Mapping mapping = sync.mapping();
        List<ShownField> fields = mapping.shown();
        return Answer.of(new Shown(
                mapping.file(),
                mapping.object(),
                mapping.externalId(),
                mapping.operation().word(),
                mapping.cursor(),
                process.mistakes().of(sync.name()),
                fields.stream().anyMatch(field -> field.type() != null),
                fields));
    }

    private RefusedException notThere(String name) {
        List<String> own = process.mistakes().of(name);
        if (!own.isEmpty()) {
            return new RefusedException(409, String.join(" ", own));
        }
        return process.mistakes().ofNoSync().isEmpty()
                ? new RefusedException(404, "No sync file has a mapping of this name.")
                : new RefusedException(
                        409, "No sync file that can be read has a mapping of this name; see the overview.");
    }
}
