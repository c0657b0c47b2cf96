package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The sample sync file, for tests that need another one: whatever they change in it must be there, so that none of them goes on
 * without its change when the sample is edited.
 *
 * @param text its contents
 */
public record SampleFile(String text) {
    /** Where it is in the project, and below the directory of a test. */
    public static final String NAME = "routes/accounts.camel.yaml";

    private static final String TEMPLATE =
            "(?m)^- templatedRoute:\n    routeTemplateRef: sync-schedule.*\n(?: {4}.*\n)+";

    /** The trigger as a route, as sync files have it that were written before there was a template. */
    public static final String TRIGGER =
            """
            - route:
                id: accounts
                description: Starts a run of the sync "accounts" on its schedule
                from:
                  uri: quartz
                  parameters:
                    groupName: account-sync
                    triggerName: accounts
                    cron: "{{sync.accounts.schedule}}"
                    trigger.timeZone: "{{sync.accounts.time-zone:UTC}}"
                    stateful: true
            """
                    + stepsThatRun("accounts");

    /**
     * What a route has after its address when it starts runs of a sync.
     *
     * @param sync its name, as YAML has it; in a template the parameter that has it
     */
    public static String stepsThatRun(String sync) {
        return """
                  steps:
                    - setVariable:
                        name: sync
                        expression:
                          constant:
                            expression: %s
                    - to:
                        uri: direct
                        parameters:
                          name: sync-run
            """
                .formatted(sync);
    }

    /** As it is. */
    public static SampleFile read() {
        try {
            return new SampleFile(Files.readString(Path.of(NAME)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With another text in place of one. */
    public SampleFile with(String old, String changed) {
        assertThat(text).contains(old);
        return new SampleFile(text.replace(old, changed));
    }

    /** With this route in place of the template that starts the sync. */
    public SampleFile startedBy(String route) {
        assertThat(text).containsPattern(TEMPLATE);
        return new SampleFile(text.replaceFirst(TEMPLATE, route.replace("$", "\\$")));
    }

    /** Puts it below a directory; the directory of sync files. */
    public Path writeTo(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return file.getParent();
    }
}
