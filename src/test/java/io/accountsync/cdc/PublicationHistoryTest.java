package io.accountsync.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** When changes may have been left out by a publication, and nobody has been told. */
class PublicationHistoryTest {
    private final PublicationHistory history = new PublicationHistory();

    @Test
    void theFirstStartFindsNoGapSinceThereIsNoSlot() {
        assertThat(history.hasGap(state(false, false, ""))).isFalse();
        history.made(state(true, true, "1"));
        assertThat(history.hasGap(state(true, true, "1"))).isFalse();
    }

    @Test
    void aStartThatFindsASlotWhosePublicationIsCutDownFindsAGapUntilItIsTold() {
        PublicationState cut = state(true, false, "1");
        assertThat(history.hasGap(cut)).isTrue();
        assertThat(history.hasGap(cut)).isTrue();
        history.reported(cut);
        assertThat(history.hasGap(cut)).isFalse();
    }

    @Test
    void whatIsPutRightAgainIsToldOnceMoreForWhatCameAfterTheFirstTime() {
        history.reported(state(true, false, "1"));
        assertThat(history.hasGap(state(true, true, "2"))).isTrue();
    }

    @Test
    void whatAccountSyncPutsRightItselfIsToldOnce() {
        history.reported(state(true, false, "1"));
        history.made(state(true, true, "2"));
        assertThat(history.hasGap(state(true, true, "2"))).isFalse();
    }

    @Test
    void whatSomebodyCutsDownWhileItIsPutRightIsAGap() {
        history.made(state(true, true, "1"));
        history.made(state(true, false, "2"));
        assertThat(history.hasGap(state(true, false, "2"))).isTrue();
    }

    @Test
    void anObjectionThatIsNewIsNoGapButIsLookedAt() {
        history.made(state(true, true, "1"));
        PublicationState objected = new PublicationState(true, true, List.of("no primary key"), "1");
        assertThat(history.hasGap(objected)).isFalse();
        assertThat(history.isChanged(objected)).isTrue();
        history.made(objected);
        assertThat(history.isChanged(objected)).isFalse();
    }

    private static PublicationState state(boolean hasSlot, boolean tellsRows, String mark) {
        return new PublicationState(hasSlot, tellsRows, List.of(), mark);
    }
}
