package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.source.SampleSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, values, the name of the org and Salesforce's messages that would obey, hide or fake on a terminal: in every command. */
@Tag("full")
class StrangeTextTest {
    private static final Pattern OBEYED =
            Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");
    private static final String STRANGE = "\u001b[2J\r\nFAKE 4711\u0085\u2028FAKE\u009b1m\u0000\u202E\u2066";
    private static final String KEY = "K\u001b[2J\r\nFAKE 4711";
    private static final String SHOWN_KEY = "K\\u001b[2J\\r\\nFAKE 4711";

    @TempDir
    private Path directory;

    @Test
    void noCommandShowsWhatATerminalWouldObeyAndJsonHasItAsItIs() throws Exception {
        LocalOrgOptions options =
                LocalOrgOptions.builder().orgName("Acme" + STRANGE).build();
        try (LocalOrg org = LocalOrg.start(options)) {
            SampleSource source = SampleSource.create(directory.resolve("source.db"));
            source.execute("delete from customers");
            insert(source, KEY, "Ada" + STRANGE.replace("\u0000", ""));
            insert(source, KEY + "\u202E", "Bob");
            InProcess command = new InProcess()
                    .at(org)
                    .with("source.url", source.url())
                    .with("state.directory", directory.resolve("data").toString());
            assertThat(shown(command, "plan")).contains("+ " + SHOWN_KEY, "Ada\\u001b[2J", "Acme\\u001b[2J\\r\\nFAKE");
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS),
                            FaultAction.rejectRecord("A_RULE", "no" + STRANGE, "Name"));
            assertThat(shown(command, "run")).contains("1 rejected by Salesforce", SHOWN_KEY);
            assertThat(shown(command, "failures"))
                    .contains("\n  " + SHOWN_KEY, "\n    no\\u001b[2J\\r\\nFAKE 4711\\u0085\\u2028FAKE\\u009b1m");
            assertThat(shown(command, "explain", KEY)).contains(SHOWN_KEY);
            assertThat(shown(command, "explain", "other\nFAKE")).contains("Nothing is known of other\\nFAKE");
            for (String name : List.of("status", "check", "reconcile")) {
                assertThat(shown(command, name)).contains("Acme\\u001b[2J\\r\\nFAKE 4711");
            }
            JsonNode failures = new ObjectMapper().readTree(shown(command, "failures", "--json"));
            assertThat(failures.findValuesAsText("key")).contains(KEY.toLowerCase(Locale.ROOT));
            assertThat(failures.findValuesAsText("message")).contains("no" + STRANGE.replace('\u0000', '\uFFFD'));
            assertThat(shown(command, "plan", "--wrong\u001b[2J\nFAKE")).contains("'--wrong\\u001b[2J\\nFAKE'");
            assertThat(shown(command, "plan", "other\u202E\nFAKE")).contains("other\\u202e\\nFAKE");
            assertThat(shown(command, "plan", "--routes", "no\u001b[2J\nFAKE")).contains("no\\u001b[2J\\nFAKE");
        }
    }

    private static void insert(SampleSource source, String key, String name) {
        source.execute("insert into customers (customer_id, company_name, newsletter, updated_at) values ('" + key
                + "', '" + name + "', 1, '2026-01-01 00:00:00.000')");
    }

    /** Stdout and stderr, neither of which may hold anything that is obeyed, or a line that a value began. */
    private static String shown(InProcess command, String... arguments) {
        Jar.Ended ended = command.run(arguments);
        String all = ended.out() + ended.err();
        assertThat(OBEYED.matcher(all).results().map(found -> found.group()))
                .as(String.join(" ", arguments))
                .isEmpty();
        assertThat(all.lines()).as(String.join(" ", arguments)).noneMatch(line -> line.strip()
                .startsWith("FAKE"));
        return ended.out().isEmpty() ? all : arguments[arguments.length - 1].equals("--json") ? ended.out() : all;
    }
}
