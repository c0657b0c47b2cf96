package io.accountsync.run.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.mapping.Describe;
import io.accountsync.mapping.OrgObjects;
import io.accountsync.mapping.TestObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.junit.jupiter.api.Test;

/** One describe for each object, however often it is asked for. */
class CachedDescribesTest {
    private final List<String> asked = new ArrayList<>();
    private boolean broken;
    private final OrgObjects org = new OrgObjects() {
        private final TestObjects objects = new TestObjects().with(Describe.account());

        @Override
        public Optional<SObjectDescription> find(String object) throws SalesforceException {
            asked.add(object);
            if (broken) {
                throw new SalesforceException("no answer", 503);
            }
            return objects.find(object);
        }

        @Override
        public List<String> names() {
            return objects.names();
        }
    };
    private final CachedDescribes describes = new CachedDescribes(org);

    @Test
    void anObjectIsAskedForOnceWhateverTheCaseOfItsName() throws SalesforceException {
        assertThat(describes.find("Account")).isPresent();
        assertThat(describes.find("account")).isPresent();
        assertThat(describes.find("ACCOUNT")).isPresent();

        assertThat(asked).containsExactly("Account");
    }

    @Test
    void thatThereIsNoSuchObjectIsRememberedToo() throws SalesforceException {
        assertThat(describes.find("Gone__c")).isEmpty();
        assertThat(describes.find("Gone__c")).isEmpty();

        assertThat(asked).containsExactly("Gone__c");
    }

    @Test
    void aFailureIsNotRemembered() throws SalesforceException {
        broken = true;
        assertThatThrownBy(() -> describes.find("Account")).isInstanceOf(SalesforceException.class);
        broken = false;

        assertThat(describes.find("Account")).isPresent();
    }
}
