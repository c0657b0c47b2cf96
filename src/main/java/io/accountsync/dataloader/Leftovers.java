package io.accountsync.dataloader;

import io.accountsync.config.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is not carried over, or not as it was: each with its places, the reason and what to do. The same is said once. */
final class Leftovers {
    private record Reason(String file, String text) {}

    private record Places(Set<Integer> lines, Set<String> names) {}

    private final Map<Reason, Places> all = new LinkedHashMap<>();

    /**
     * Adds one.
     *
     * @param name the setting, column or bean concerned
     * @param reason why, and what to do: sentences that do not begin with the name, and hold no secret
     */
    void add(String file, int line, String name, String reason) {
        Places places = all.computeIfAbsent(
                new Reason(file, reason), key -> new Places(new TreeSet<>(), new LinkedHashSet<>()));
        places.lines().add(line);
        places.names().add(name);
    }

    void add(Setting setting, String reason) {
        add(setting.file(), setting.line(), setting.key(), reason);
    }

    /** A line for each: file, lines, names, and the reason. */
    List<String> lines() {
        List<String> texts = new ArrayList<>();
        List<Map.Entry<Reason, Places>> sorted = new ArrayList<>(all.entrySet());
        sorted.sort(Comparator.comparing((Map.Entry<Reason, Places> entry) ->
                        !entry.getKey().file().equals(ProcessFile.NAME))
                .thenComparing(entry -> entry.getKey().file())
                .thenComparing(entry -> entry.getValue().lines().iterator().next()));
        sorted.forEach(entry -> texts.add(text(entry.getKey(), entry.getValue())));
        return texts;
    }

    private static String text(Reason reason, Places places) {
        String lines = places.lines().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Sentence.closed(reason.file() + (places.lines().size() == 1 ? ", line " : ", lines ") + lines + ": "
                + String.join(", ", places.names()) + ": " + reason.text());
    }
}
