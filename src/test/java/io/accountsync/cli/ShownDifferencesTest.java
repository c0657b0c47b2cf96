package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.reconcile.Difference;
import io.accountsync.reconcile.Difference.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of many differences a person sees. */
class ShownDifferencesTest {
    @Test
    void theOneThatIsMissingComesFirstHoweverManyAreUnknown() {
        ShownDifferences shown = new ShownDifferences(5);
        add(shown, Kind.UNKNOWN, 500);
        add(shown, Kind.DIFFERENT, 27);
        add(shown, Kind.MISSING, 1);
        assertThat(shown.all())
                .extracting(Difference::kind)
                .containsExactly(Kind.MISSING, Kind.DIFFERENT, Kind.DIFFERENT, Kind.UNKNOWN, Kind.UNKNOWN);
        assertThat(shown.all()).extracting(Difference::key).containsExactly("1", "1", "2", "1", "2");
    }

    @Test
    void whatIsOfOneKindFillsAllPlacesAndNoneAreShownWhereNoneAreAskedFor() {
        ShownDifferences shown = new ShownDifferences(3);
        add(shown, Kind.UNKNOWN, 9);
        assertThat(shown.all()).hasSize(3);
        ShownDifferences none = new ShownDifferences(0);
        add(none, Kind.MISSING, 9);
        assertThat(none.all()).isEmpty();
    }

    private static void add(ShownDifferences shown, Kind kind, int count) {
        for (int i = 1; i <= count; i++) {
            shown.add(new Difference(kind, "" + i, null, null, List.of()));
        }
    }
}
