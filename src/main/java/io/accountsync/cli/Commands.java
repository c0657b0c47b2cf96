package io.accountsync.cli;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Makes the commands. A command that runs a sync asks for what stops it, one that writes page by page for what it writes to, one that
 * shows a table for where it is shown: as the parameters of its constructor.
 */
final class Commands implements IFactory {
    private final Interruption interruption;
    private final JsonDocument document;
    private final Screen screen;

    Commands(Interruption interruption, JsonDocument document, Screen screen) {
        this.interruption = interruption;
        this.document = document;
        this.screen = screen;
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
        if (type == Screen.class) {
            return Optional.of(screen);
        }
        return type == JsonDocument.class ? Optional.of(document) : Optional.empty();
    }
}
