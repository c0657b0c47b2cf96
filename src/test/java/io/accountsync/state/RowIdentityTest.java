package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowIdentityTest {
    @Test
    void aKeyWithABlankThatMakesAnotherKeyDoesNotStandForTheOneWithoutIt() {
        assertThat(RowIdentity.spellings("\u3000LS2")).contains("\u3000ls2").doesNotContain("ls2", "LS2");
        assertThat(RowIdentity.spellings(" LS2\t")).contains("ls2");
    }
}
