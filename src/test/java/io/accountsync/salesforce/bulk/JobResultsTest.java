package io.accountsync.salesforce.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.mapping.Payload;
import io.accountsync.salesforce.bulk.JobResults.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JobResultsTest {
    private static final String SUCCESSES = "\"sf__Id\",\"sf__Created\",Key__c,Name\n";
    private static final String FAILURES = "\"sf__Id\",\"sf__Error\",Key__c,Name\n";

    @Test
    void keysAndReasonsAreReadInTheirAlphabetWhateverElseIsLeftUnread() throws IOException {
        try (JobResults results =
                results(SUCCESSES + "001,true,\"Zoë \"\"Ö\"\" 東\",\"a,\nb\"\n002,false,A2,\n", false)) {
            assertThat(results.next()).isEqualTo(new Result("Zoë \"Ö\" 東", "001", true, null, null));
            assertThat(results.next()).isEqualTo(new Result("A2", "002", false, null, null));
            assertThat(results.hasNext()).isFalse();
        }
        try (JobResults results = results(FAILURES + ",\"STRING_TOO_LONG:zu lang für Ñ:Name --\",A1,x\n", false)) {
            Result refused = results.next();
            assertThat(refused.error().message()).isEqualTo("zu lang für Ñ");
            assertThat(refused.salesforceId()).isNull();
        }
    }

    @Test
    void whatWasUploadedIsThereForWhoAsks() throws IOException {
        try (JobResults results = results(SUCCESSES + "001,true,A1,Ünal\n", true)) {
            Result result = results.next();
            assertThat(result.isOf(Payload.of("{\"Key__c\":\"A1\",\"Name\":\"Ünal\"}")))
                    .isTrue();
            assertThat(result.isOf(Payload.of("{\"Key__c\":\"A1\",\"Name\":\"Unal\"}")))
                    .isFalse();
        }
    }

    @Test
    void aListThatIsCutOffIsNoneAlsoWhereOnlySomeCellsAreWanted() throws IOException {
        for (String cut : new String[] {"001,true,A1", "001,true,A1,\"x", "001,true\n", "001,true,A1,x,y\n"}) {
            try (JobResults results = results(SUCCESSES + cut, false)) {
                assertThatThrownBy(() -> {
                            while (results.hasNext()) {
                                results.next();
                            }
                        })
                        .as(cut)
                        .isInstanceOf(UncheckedIOException.class);
            }
        }
    }

    private static JobResults results(String text, boolean withUploaded) throws IOException {
        InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new JobResults(bytes, "Key__c", withUploaded);
    }
}
