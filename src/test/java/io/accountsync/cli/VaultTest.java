package io.accountsync.cli;

import static io.accountsync.run.ScriptedServer.answer;
import static io.accountsync.run.ScriptedServer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that a vault has, by camel-aws-secrets-manager and a server that speaks the protocol of AWS. */
class VaultTest {
    private final LocalOrg org = LocalOrg.start();
    private final ScriptedServer vault = new ScriptedServer();
    private final ScriptedServer files = new ScriptedServer();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        org.close();
        vault.close();
        files.close();
    }

    @Test
    void theSecretsOfTheAppAndOfASourceComeFromTheVault() {
        vault.answering(this::secret);
        files.answering(request -> request.contains("Authorization: Basic "
                        + Base64.getEncoder().encodeToString("etl:open-sesame".getBytes(StandardCharsets.UTF_8)))
                ? ok("text/csv", "id,name\n1,One\n2,Two\n")
                : answer("HTTP/1.1 401 No\nContent-Length: 0", new byte[0]));
        Jar.Ended ended = command().run("run", "accounts", "--routes", "docs/examples/vault/accounts-vault.camel.yaml");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("2 created");
        assertThat(ended.out() + ended.err()).doesNotContain("open-sesame").doesNotContain(org.clientSecret());

        Jar.Ended shown = command().run("config", "show");
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out()).doesNotContain("open-sesame").doesNotContain(org.clientSecret());
    }

    @Test
    void aSecretThatTheVaultDoesNotHaveIsNamedWithoutAStackTrace() {
        vault.answering(request -> answer(
                "HTTP/1.1 400 Bad Request\nContent-Type: application/x-amz-json-1.1\nContent-Length: 65",
                "{\"__type\": \"ResourceNotFoundException\", \"Message\": \"no such one.\"}"
                        .getBytes(StandardCharsets.UTF_8)));
        Jar.Ended ended = command().run("run", "accounts", "--routes", "docs/examples/vault/accounts-vault.camel.yaml");
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err())
                .startsWith("The secret crm/files could not be read from its vault: ")
                .doesNotContain("\tat ")
                .doesNotContain("please report");
    }

    @Test
    void aVaultWhoseComponentIsNotThereIsNamedAndItsNameIsNotTakenForTheSecret() {
        vault.answering(this::secret);
        Jar.Ended ended = command()
                .with("salesforce.client-secret", "{{hashicorp:secret:crm#client-secret}}")
                .run("run", "accounts", "--routes", "docs/examples/vault/accounts-vault.camel.yaml");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err())
                .contains(
                        "{{hashicorp:secret:crm#client-secret}} is a secret of a vault, whose component is not there. "
                                + "Put camel-hashicorp-vault into lib/.")
                .doesNotContain("\tat ");
        Jar.Ended shown = command()
                .with("salesforce.client-secret", "{{hashicorp:secret:crm#client-secret}}")
                .run("config", "show");
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("Put camel-hashicorp-vault into lib/.", "state.directory");
    }

    private byte[] secret(String request) {
        String value = request.contains("\"crm/files\"")
                ? "{\\\"password\\\": \\\"open-sesame\\\"}"
                : "{\\\"client-secret\\\": \\\"" + org.clientSecret() + "\\\"}";
        return request.contains("secretsmanager.GetSecretValue")
                ? ok("application/x-amz-json-1.1", "{\"Name\": \"crm\", \"SecretString\": \"" + value + "\"}")
                : answer("HTTP/1.1 500 Unexpected\nContent-Length: 0", new byte[0]);
    }

    private InProcess command() {
        return new InProcess()
                .at(org)
                .with("state.directory", directory.resolve("data").toString())
                .with("files.url", files.address())
                .with("salesforce.client-secret", "{{aws:crm/salesforce#client-secret}}")
                .with("camel.vault.aws.accessKey", "key")
                .with("camel.vault.aws.secretKey", "secret")
                .with("camel.vault.aws.region", "eu-central-1")
                .with("camel.vault.aws.overrideEndpoint", "true")
                .with("camel.vault.aws.uriEndpointOverride", vault.address());
    }
}
