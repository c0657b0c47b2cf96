package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.salesforce.OrgIdentity;
import org.junit.jupiter.api.Test;

class TextLinesTest {
    private final TextLines text = new TextLines(10);

    @Test
    void namesAndNumbersAreAligned() {
        text.line("Plan of %s", "accounts");
        text.org(new OrgIdentity("00D", "Acme", "Developer Edition", true));
        text.count(1234, "would be created");
        text.countAny(0, "would be updated");
        text.named("API calls", "%,d", 3);

        assertThat(text)
                .hasToString(
                        """
                        Plan of accounts
                          Org        Acme (Developer Edition, sandbox, 00D)
                                 1,234 would be created
                          API calls  3
                        """);
    }

    @Test
    void whatIsSaidIsNoFormat() {
        text.named("Note", "%s", "100 % sure");
        assertThat(text).hasToString("  Note       100 % sure\n");
    }
}
