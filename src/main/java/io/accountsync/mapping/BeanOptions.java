package io.accountsync.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a person can write about a bean of a route file: the properties that it has setters for. */
public final class BeanOptions {
    private BeanOptions() {}

    /** Their names in their order, as YAML has them. */
    public static List<String> of(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().startsWith("set")
                        && method.getParameterCount() == 1
                        && method.getParameterTypes()[0] != SyncForm.class)
                .map(method -> method.getName().substring(3, 4).toLowerCase(Locale.ROOT)
                        + method.getName().substring(4))
                .sorted()
                .toList();
    }
}
