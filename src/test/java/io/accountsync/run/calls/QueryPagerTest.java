package io.accountsync.run.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.salesforce.OrgQueries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.junit.jupiter.api.Test;

/** The pages of a query, which come from a script. */
class QueryPagerTest {
    private static final Map<String, String> PAGES = Map.of(
            "", "{\"records\":[{\"Id\":\"1\"},{\"Id\":\"2\"}],\"nextRecordsUrl\":\"/query/2\"}",
            "/query/2", "{\"records\":[{\"Id\":\"3\"}],\"nextRecordsUrl\":\"/query/3\"}",
            "/query/3", "{\"records\":[]}");

    private final List<String> asked = new ArrayList<>();
    private final List<List<String>> pages = new ArrayList<>();
    private String broken = "none";
    private final QueryPager pager = new QueryPager(new OrgQueries() {
        @Override
        public JsonNode query(String soql) throws SalesforceException {
            asked.add(soql);
            return page("");
        }

        @Override
        public JsonNode queryAll(String soql) throws SalesforceException {
            asked.add("all " + soql);
            return page("");
        }

        @Override
        public JsonNode queryPrivately(String soql) throws SalesforceException {
            asked.add("privately " + soql);
            return page("");
        }

        @Override
        public JsonNode queryMore(String nextRecordsUrl) throws SalesforceException {
            asked.add(nextRecordsUrl);
            return page(nextRecordsUrl);
        }
    });

    @Test
    void allPagesAreHandedOverInTheirOrder() throws SalesforceException {
        pager.forEach("SELECT Id FROM Account", this::take);

        assertThat(pages).containsExactly(List.of("1", "2"), List.of("3"), List.of());
        assertThat(asked).containsExactly("SELECT Id FROM Account", "/query/2", "/query/3");
    }

    @Test
    void aQueryThatHoldsValuesOfRowsGoesIntoNoAddress() throws SalesforceException {
        pager.forEachPrivately("SELECT Id FROM Account WHERE Name = 'Jane'", this::take);

        assertThat(pages).hasSize(3);
        assertThat(asked)
                .containsExactly("privately SELECT Id FROM Account WHERE Name = 'Jane'", "/query/2", "/query/3");
    }

    @Test
    void aPageThatFailsEndsTheQueryAndIsNotTakenForTheLastOne() {
        broken = "/query/2";

        assertThatThrownBy(() -> pager.forEach("SELECT Id FROM Account", this::take))
                .isInstanceOf(SalesforceException.class);
        assertThat(pages).hasSize(1);
    }

    private void take(List<JsonNode> records) {
        pages.add(records.stream().map(record -> record.path("Id").asText()).toList());
    }

    private JsonNode page(String which) throws SalesforceException {
        if (which.equals(broken)) {
            throw new SalesforceException("no answer", 503);
        }
        try {
            return new ObjectMapper().readTree(PAGES.get(which));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
