package io.accountsync.cli;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Makes the commands. A command that runs a sync asks for what stops it, one that writes page by page for what it writes to: as
 * the parameters of its constructor.
 */
final class Commands implements IFactory {
    private final Interruption interruption;
    private final JsonDocument document;

    Commands(Interruption interruption, JsonDocument document) {
        this.interruption = interruption;
        this.document = document;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                    .map(this::argument)
                    .flatMap(Optional::stream)
                    .toArray();
            if (arguments.length > 0 && arguments.length == constructor.getParameterCount()) {
                return type.cast(constructor.newInstance(arguments));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }

    private Optional<Object> argument(Class<?> type) {
        if (type == Interruption.class) {
            return Optional.of(interruption);
        }
        return type == JsonDocument.class ? Optional.of(document) : Optional.empty();
    }
}
