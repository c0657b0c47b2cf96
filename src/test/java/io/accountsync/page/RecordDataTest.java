package io.accountsync.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.page.PageRecord.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordDataTest {
    private static final PageLayout LAYOUT = new PageLayout(
            List.of(
                    new PageLayout.Kind("create", "create", Tone.CREATE),
                    new PageLayout.Kind("delete", "delete", Tone.DELETE)),
            List.of(),
            "Now",
            "Then",
            true);

    private static final String LONG = "x".repeat(100);

    /** As JSON has it, what is kept back is less than a buffer. */
    @Test
    void aHundredThousandRecordsAreWrittenAsTheyComeAndNoneIsKept() throws Exception {
        CountingWriter to = new CountingWriter();
        RecordData data = new RecordData(LAYOUT, to, Long.MAX_VALUE);
        for (int i = 1; i <= 100_000; i++) {
            data.add(record("create", i));
            if (i % 10_000 == 0) {
                assertThat(to.chars).isGreaterThan((long) LONG.length() * (i - 200));
            }
        }
        data.end();
        assertThat(data.count(0)).isEqualTo(100_000);
        assertThat(data.fields()).containsExactly("Name");
        assertThat(to.longest).isLessThan(64 * 1024);
    }

    @Test
    void recordsAreInPiecesThatABrowserParsesOneByOne() throws Exception {
        StringWriter to = new StringWriter();
        RecordData data = new RecordData(LAYOUT, to, Long.MAX_VALUE);
        for (int i = 0; i < 2 * RecordData.CHUNK + 1; i++) {
            data.add(record("create", i));
        }
        data.end();
        assertThat(to.toString().split("<script type=\"application/json\" class=\"records\">"))
                .hasSize(4);
        assertThat(new PageFile(to.toString()).records())
                .hasSize(2 * RecordData.CHUNK + 1)
                .element(1000)
                .satisfies(record -> assertThat(record.get(1).asText()).isEqualTo("1000"));
    }

    @Test
    void ofEachKindAsManyAreWrittenAsABrowserSearchesAndTheOthersAreCounted() throws Exception {
        StringWriter to = new StringWriter();
        RecordData data = new RecordData(LAYOUT, to, 2);
        for (int i = 0; i < 5; i++) {
            data.add(record("create", i));
        }
        data.add(record("delete", 5));
        data.end();
        assertThat(new PageFile(to.toString()).records())
                .extracting(record -> record.get(1).asText())
                .containsExactly("0", "1", "5");
        assertThat(data.leftOut(0)).isEqualTo(3);
        assertThat(data.leftOut(1)).isZero();
    }

    private static PageRecord record(String kind, int key) {
        return PageRecord.of(
                kind, String.valueOf(key), null, List.of(), List.of(), List.of(new Value("Name", "", LONG, false)));
    }

    private static final class CountingWriter extends Writer {
        private long chars;
        private int longest;

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            chars += length;
            longest = Math.max(longest, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
