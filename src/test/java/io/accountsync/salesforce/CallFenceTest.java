package io.accountsync.salesforce;

import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.TestSync;
import io.accountsync.run.calls.Calls;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.SalesforceHttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No call that can change records leaves once the lease has ended: whatever makes it, it comes by the fence. */
class CallFenceTest {
    private static final String DATA = "/services/data/v64.0/";

    /** All addresses by which camel-salesforce and we change something in an org. */
    private static final List<String> WRITES = List.of(
            "POST " + DATA + "composite/sobjects",
            "PATCH " + DATA + "composite/sobjects",
            "PATCH " + DATA + "composite/sobjects/Account/Customer_Id__c",
            "DELETE " + DATA + "composite/sobjects?ids=001",
            "POST " + DATA + "composite",
            "POST " + DATA + "composite/batch",
            "POST " + DATA + "composite/tree/Account",
            "POST " + DATA + "sobjects/Account",
            "PATCH " + DATA + "sobjects/Account/001",
            "PATCH " + DATA + "sobjects/Account/Customer_Id__c/1",
            "DELETE " + DATA + "sobjects/Account/001",
            "POST " + DATA + "jobs/ingest",
            "PUT " + DATA + "jobs/ingest/750/batches",
            "PATCH " + DATA + "jobs/ingest/750",
            "DELETE " + DATA + "jobs/ingest/750",
            "POST " + DATA + "jobs/query",
            "POST " + DATA + "actions/standard/chatterPost",
            "POST /services/async/64.0/job",
            "POST /services/apexrest/anything",
            "POST /services/Soap/u/64.0");

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void noCallThatCanChangeRecordsLeavesWithoutALeaseWhicheverAddressItHas() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(1)).run();
            OrgComponent component = OrgComponent.of(sync.context());
            component.fence().add(() -> Optional.of("the lease is over"));
            org.stats().reset();

            assertThat(WRITES).allSatisfy(write -> assertThatThrownBy(
                            () -> request(component, write).send())
                    .hasRootCauseInstanceOf(CallRefusedException.class));

            assertThat(org.stats().seen()).isEmpty();
        }
    }

    @Test
    void aCallThatIsMadeAgainSinceItsSessionHadExpiredIsHeldBackAsWell() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(1)).run();
            OrgComponent component = OrgComponent.of(sync.context());
            org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.expireSessions());
            org.stats().reset();
            // As if the lease ended while the process waits for its login.
            component
                    .fence()
                    .add(() -> org.stats().tokenRequests() > 0 ? Optional.of("the lease is over") : Optional.empty());

            assertThatThrownBy(() -> request(component, WRITES.get(2)).send())
                    .hasRootCauseInstanceOf(CallRefusedException.class);

            assertThat(org.stats().tokenRequests()).isEqualTo(1);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(1);
        }
    }

    @Test
    void nothingElseThanTheClientWithTheFenceCallsTheApiAndCallsOfARunAreMadeWithItsLease() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("io.accountsync");
        Set<String> clients = new TreeSet<>();
        List<String> callers = new ArrayList<>();
        for (JavaClass type : classes) {
            if (type.getPackageName().startsWith("io.accountsync.localorg")) {
                continue;
            }
            boolean makesClient = Stream.concat(
                            type.getConstructorCallsFromSelf().stream(), type.getMethodCallsFromSelf().stream())
                    .anyMatch(call -> call.getTargetOwner().isAssignableTo(SalesforceHttpClient.class)
                                    && call.getName().equals("<init>")
                            || call.getTargetOwner().isEquivalentTo(org.eclipse.jetty.client.HttpClient.class)
                                    && call.getName().equals("<init>")
                            || call.getTargetOwner().isEquivalentTo(java.net.http.HttpClient.class)
                                    && call.getName().startsWith("newBuilder")
                            || call.getTargetOwner().isEquivalentTo(java.net.URL.class)
                                    && call.getName().equals("openConnection"));
            if (makesClient) {
                clients.add(type.getSimpleName());
            }
            type.getConstructorCallsFromSelf().stream()
                    .filter(call -> call.getTargetOwner().isEquivalentTo(Calls.class))
                    .forEach(call -> callers.add(type.getSimpleName()));
        }
        assertThat(clients)
                .as("the client with the fence, what makes it, and the one that signs in, which calls no API")
                .containsExactly("CodeExchange", "OrgComponent", "OrgHttpClient");
        assertThat(callers).as("with the run, and so with its lease").containsExactly("RunCalls");
    }

    private Request request(OrgComponent component, String write) {
        String[] parts = write.split(" ");
        SalesforceHttpClient client = component.getConfig().getHttpClient();
        return client.newRequest(URI.create(org.baseUrl() + parts[1]))
                .method(parts[0])
                .headers(headers -> headers.put(
                        "Authorization", "Bearer " + client.getSession().getAccessToken()))
                .body(new StringRequestContent("application/json", "{\"records\":[]}"));
    }
}
