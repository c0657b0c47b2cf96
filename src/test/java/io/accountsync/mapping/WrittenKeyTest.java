package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenKeyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abc-1 | {'A':{'Key__c':'x'},'Key__c':'AbC-1'} | AbC-1 (compared as abc-1)",
                "abc-1 | {'key__C':'AbC-1'} | AbC-1 (compared as abc-1)",
                "AbC-1 | {'Key__c':'AbC-1'} | AbC-1",
                "10 | {'Key__c':10.00} | 10",
                "abc-1 | {'Name':'AbC-1'} | abc-1",
                "abc-1 | | abc-1",
                "cut-5f | {'Key__c':'cut and much longer'} | cut-5f",
            })
    void aKeyIsShownAsThePayloadHasItWithWhatSalesforceComparesWhereThatDiffers(
            String key, String payload, String text) {
        String json = payload == null ? null : payload.replace('\'', '"');
        assertThat(WrittenKey.of(key, Payload.of(json), "Key__c").text()).isEqualTo(text);
    }
}
