package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.OrgClient.Answer;
import io.accountsync.localorg.stats.CallKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/local-org.md says what the local org does. */
class LocalOrgDocTest {

    private final String page = read(Path.of("docs/local-org.md"));

    @Test
    void everyFaultIsOnThePageAndNoOther() {
        Set<String> documented = new TreeSet<>();
        found("(?m)^\\| `(\\w+)` \\|", page).forEach(documented::add);
        // The table's own head.
        documented.remove("type");

        assertThat(documented)
                .isEqualTo(new TreeSet<>(found(
                        "case \"(\\w+)\" ->",
                        read(Path.of("src/main/java/io/accountsync/localorg/fault/FaultJson.java")))));
    }

    @Test
    void everyKindOfCallIsOnThePage() {
        for (CallKind kind : CallKind.values()) {
            if (kind != CallKind.CONTROL) {
                assertThat(page).contains("`" + kind.name().toLowerCase(Locale.ROOT) + "`");
            }
        }
    }

    @Test
    void everyAddressIsOnThePageAndNoOther() throws IOException {
        Map<String, Set<String>> documented = new TreeMap<>();
        Matcher row = Pattern.compile("(?m)^\\| (GET|POST|PATCH|PUT|DELETE) \\| (.+) \\|$")
                .matcher(page);
        while (row.find()) {
            documented.put(row.group(1), new TreeSet<>(found("`([^`]+)`", row.group(2))));
        }
        Map<String, Set<String>> answered = new TreeMap<>();
        for (String file :
                List.of("rest/DataApi", "rest/ReplicationResource", "bulk/IngestResource", "bulk/QueryJobResource")) {
            Matcher entry = Pattern.compile("\\.on\\(\"(\\w+)\", \"([^\"]*)\"")
                    .matcher(read(Path.of("src/main/java/io/accountsync/localorg/" + file + ".java")));
            while (entry.find()) {
                answered.computeIfAbsent(entry.group(1), method -> new TreeSet<>())
                        .add(entry.group(2).isEmpty() ? "/" : entry.group(2));
            }
        }
        assertThat(documented).isEqualTo(answered);
    }

    @Test
    void theFaultOnThePageIsUnderstood() {
        String fault = found("-d '(\\{.+})'", page).get(0);
        try (LocalOrg org = LocalOrg.start()) {
            Answer added = new OrgClient(org).post("/local-org/faults", fault);

            assertThat(added.status()).isEqualTo(201);
            assertThat(added.json().get("nth").asInt()).isEqualTo(2);
        }
    }

    private static List<String> found(String pattern, String text) {
        Stream<String> groups = Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1));
        return groups.toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
