package io.accountsync.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.junit.jupiter.api.Test;

class KnownDescriptionsTest {
    private final KnownDescriptions descriptions = new KnownDescriptions();

    private SObjectDescription read(String answer) throws SalesforceException {
        return descriptions.read("Account", answer.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theSameAnswerIsNotReadTwiceAndAnotherOneIs() throws SalesforceException {
        SObjectDescription first = read("{\"name\":\"Account\",\"fields\":[]}");

        assertThat(read("{\"name\":\"Account\",\"fields\":[]}")).isSameAs(first);
        assertThat(read("{\"name\":\"Account\",\"fields\":[{\"name\":\"New__c\"}]}")
                        .getFields())
                .hasSize(1);
        assertThat(read("{\"name\":\"Account\",\"fields\":[]}").getFields()).isEmpty();
    }

    @Test
    void whatIsNoDescriptionIsRefusedAndNotKept() throws SalesforceException {
        assertThatThrownBy(() -> read("null")).isInstanceOf(SalesforceException.class);
        assertThatThrownBy(() -> read("{}")).isInstanceOf(SalesforceException.class);
        assertThatThrownBy(() -> read("<html>")).isInstanceOf(SalesforceException.class);
        assertThat(read("{\"fields\":[]}").getFields()).isEmpty();
    }
}
