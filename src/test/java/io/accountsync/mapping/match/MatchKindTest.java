package io.accountsync.mapping.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchKindTest {
    @ParameterizedTest
    @CsvSource({
        "Müller GmbH, MULLER",
        "Müller GmbH & Co. KG, muller",
        "'Acme, Inc.', ACME Incorporated",
        "Acme Corp, Acme",
        "The Acme Company Ltd., Acme",
        "L'Oréal S.A., LOREAL SA",
        "Łódź Sp. z o.o., Lodz",
        "Coca-Cola, Coca Cola",
        "Smith & Sons, Smith and Sons Limited",
        "Grupo Bimbo S.A.B. de C.V., Grupo Bimbo SAB de CV",
        "Kiosk S. de R.L. de C.V., Kiosk",
        "Straße AG, Strasse",
        "Ørsted A/S, Orsted",
        "Petrobras  S/A, Petrobras"
    })
    void companyNamesAreTheSameWhateverCaseAccentsAndLegalForm(String one, String other) {
        assertThat(MatchKind.NAME.normalise(one)).isEqualTo(MatchKind.NAME.normalise(other));
    }

    @ParameterizedTest
    @CsvSource({"Acme, Acme Europe", "AG, KG", "SA, Limited", "Company, Inc", "がん, かん", "Meyer, Meier"})
    void whatIsAnotherNameStaysAnother(String one, String other) {
        assertThat(MatchKind.NAME.normalise(one)).isNotNull().isNotEqualTo(MatchKind.NAME.normalise(other));
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.acme.example/about?x=1, acme.example",
        "ACME.example, acme.example",
        "http://WWW2.Acme.Example:8080, acme.example",
        "info@acme.example, acme.example",
        "https://user@acme.example/, acme.example",
        "https://shop.acme.co.uk, shop.acme.co.uk",
        "https://müller.example, xn--mller-kva.example"
    })
    void aDomainIsTheHostWithoutWww(String value, String domain) {
        assertThat(MatchKind.DOMAIN.normalise(value)).isEqualTo(domain);
    }

    @ParameterizedTest
    @CsvSource({"n/a", "-", "localhost", "https://www.facebook.com/acme", "someone@gmail.com", "http://"})
    void whatIsNoDomainOfOneCompanyTellsNothing(String value) {
        assertThat(MatchKind.DOMAIN.normalise(value)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "URL, https://www.acme.example/de/, acme.example/de",
        "URL, https://facebook.com/Acme, facebook.com/acme",
        "PHONE, +49 (0)30 123456, 4930123456",
        "PHONE, 0049 30/12 34 56, 4930123456",
        "NUMBER, 1200.00, 1200",
        "TEXT, ' AB-12 / é ', ab12e"
    })
    void otherKindsKeepWhatTellsRecordsApart(MatchKind kind, String value, String normal) {
        assertThat(kind.normalise(value)).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource({"PHONE, 110", "URL, facebook.com", "TEXT, ' - '", "NAME, ' '"})
    void aValueThatTellsNothingIsNone(MatchKind kind, String value) {
        assertThat(kind.normalise(value)).isNull();
    }
}
