package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.jdbc.JdbcUrl;
import io.accountsync.source.jdbc.JdbcProfiles;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a connection to another machine is made secure where the URL says nothing, and what check says where it says less. */
class TlsDefaultsTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example/w, sslmode=verify-full",
        "jdbc:postgresql://db.example:5432/w?currentSchema=x, sslmode=verify-full",
        "'jdbc:postgresql://localhost,db.example/w', sslmode=verify-full",
        "jdbc:postgresql://db.example/w, sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory",
        "jdbc:postgresql://db.example/w?sslmode=verify-full, sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory",
        "jdbc:mysql://db.example/w, sslMode=VERIFY_IDENTITY",
        "jdbc:mariadb://db.example:3306/w, sslMode=verify-full",
        "jdbc:redshift://db.example:5439/w, sslmode=verify-full"
    })
    void aServerElsewhereMustProveItsName(String url, String property) {
        assertThat(properties(url))
                .anySatisfy((key, value) -> assertThat(key + "=" + value).isEqualTo(property));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost/w",
                "jdbc:postgresql://127.0.0.1:5432,[::1]:5433/w",
                "jdbc:postgresql:w",
                "jdbc:postgresql://db.example/w?sslmode=disable",
                "jdbc:postgresql://db.example/w?ssl=false",
                "jdbc:mysql://localhost:3306/w?user=joe",
                "jdbc:mysql://db.example/w?sslMode=PREFERRED",
                "jdbc:mysql://db.example/w?useSSL=false",
                "jdbc:mariadb://127.0.0.1/w",
                "jdbc:mariadb://db.example/w?sslMode=trust",
                "jdbc:redshift://db.example:5439/w?ssl=false"
            })
    void whatTheUrlSaysCountsAndThisMachineNeedsNone(String url) {
        assertThat(properties(url).keySet()).noneMatch(key -> key.toLowerCase().startsWith("ssl"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://db.example/w?sslmode=require | has sslmode=require, so that nobody looks whether the server",
                "jdbc:postgresql://db.example/w?sslmode=verify-ca | has sslmode=verify-ca, so that nobody looks",
                "jdbc:postgresql://db.example/w?sslmode=prefer | has sslmode=prefer, so that password and rows can cross",
                "jdbc:postgresql://db.example/w?ssl=false | turns TLS off, so that password and rows can cross",
                "jdbc:mysql://db.example/w?sslMode=REQUIRED | does not ask the server to prove that it is the one",
                "jdbc:mariadb://db.example/w?sslMode=trust | does not ask the server to prove",
                "jdbc:sqlserver://db.example;trustServerCertificate=true | takes any server for the right one",
                "jdbc:sqlserver://db.example:1433;encrypt=false;databaseName=w | takes any server for the right one",
                "jdbc:oracle:thin:@//db.example:1521/w | has no TLS",
                "jdbc:oracle:thin:joe/hunter2@db.example:1521:w | has no TLS",
                "jdbc:redshift://db.example:5439/w?sslmode=require | does not ask the server to prove its name",
                "jdbc:snowflake://a.snowflakecomputing.com/?ssl=off | turns TLS off",
                "jdbc:databricks://db.example:443;ssl=0 | turns TLS off",
                "jdbc:h2:tcp://db.example/~/w | has no TLS"
            })
    void lessThanThatIsDoubtful(String url, String doubt) {
        JdbcUrl read = new JdbcUrl(url);
        assertThat(JdbcProfiles.orUnknown(read).tlsDoubt(read))
                .hasValueSatisfying(text -> assertThat(text).startsWith(doubt).doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example/w",
                "jdbc:postgresql://db.example/w?ssl=true",
                "jdbc:postgresql://localhost/w?sslmode=disable",
                "jdbc:mysql://db.example/w",
                "jdbc:mysql://localhost/w?useSSL=false",
                "jdbc:mariadb://db.example/w?sslMode=verify-full",
                "jdbc:sqlserver://db.example;databaseName=w",
                "jdbc:oracle:thin:@tcps://db.example:2484/w",
                "jdbc:redshift://db.example:5439/w",
                "jdbc:snowflake://a.snowflakecomputing.com/",
                "jdbc:sqlite:source.db",
                "jdbc:duckdb:source.db",
                "jdbc:h2:file:source"
            })
    void nothingIsSaidOfTheRest(String url) {
        JdbcUrl read = new JdbcUrl(url);
        assertThat(JdbcProfiles.orUnknown(read).tlsDoubt(read)).isEmpty();
    }

    private static Map<String, String> properties(String url) {
        JdbcUrl read = new JdbcUrl(url);
        return JdbcProfiles.orUnknown(read).reading(read, "test");
    }
}
