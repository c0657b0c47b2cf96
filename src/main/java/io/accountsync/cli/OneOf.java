package io.accountsync.cli;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * One of a few words, as documents write them; capitals are the same.
 *
 * @param word how each is written
 */
record OneOf<T>(List<T> values, Function<T, String> word) implements ITypeConverter<T> {
    @Override
    public T convert(String written) {
        return values.stream()
                .filter(value -> word.apply(value).equalsIgnoreCase(written))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("it is one of "
                        + values.stream().map(word).collect(Collectors.joining(", ")) + ", and not '" + written + "'"));
    }
}
