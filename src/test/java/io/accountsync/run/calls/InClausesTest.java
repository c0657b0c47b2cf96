package io.accountsync.run.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many values in queries that an address can hold. */
class InClausesTest {
    @Test
    void noValuesNeedNoQuery() {
        assertThat(InClauses.of(List.of())).isEmpty();
    }

    @Test
    void allValuesComeBackOnceAndInTheirOrder() {
        List<String> literals = literals(5000, "");
        List<List<String>> pages = InClauses.of(literals);

        assertThat(pages).hasSizeGreaterThan(1);
        assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(literals);
        assertThat(pages).allSatisfy(page -> assertThat(page).isNotEmpty());
    }

    @Test
    void aListIsNoLongerThanItsRoomInAnAddressWhereLettersOutsideAsciiTakeMore() {
        for (String name : List.of("", "ü'& ", "日本")) {
            for (List<String> page : InClauses.of(literals(500, name), 2000, Integer.MAX_VALUE)) {
                assertThat(URLEncoder.encode(String.join(", ", page), StandardCharsets.UTF_8))
                        .hasSizeLessThanOrEqualTo(2000);
            }
        }
    }

    @Test
    void aListHasNoMoreValuesThanItMay() {
        assertThat(InClauses.of(literals(401, ""), 100_000, 200))
                .extracting(List::size)
                .containsExactly(200, 200, 1);
    }

    @Test
    void aValueThatIsTooLongForAnyListHasOneOfItsOwn() {
        String longOne = "'" + "x".repeat(3000) + "'";
        assertThat(InClauses.of(List.of("'a'", longOne, "'b'"), 2000, 200))
                .containsExactly(List.of("'a'"), List.of(longOne), List.of("'b'"));
    }

    private static List<String> literals(int number, String name) {
        return IntStream.range(0, number).mapToObj(i -> "'" + name + i + "'").toList();
    }
}
