package io.accountsync.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By what a change is known. */
class ChangePlacesTest {
    private static final String CHANGE = "{\"payload\":{\"before\":null,\"after\":{\"lsn\":1,"
            + "\"notes\":\"\\\"source\\\":{\\\"lsn\\\":2}\"},\"source\":{\"version\":\"3\",\"connector\":\"postgresql\","
            + "\"sequence\":\"[\\\"5\\\",\\\"6\\\"]\",\"txId\":7,\"lsn\":27767040,\"xmin\":null},\"op\":\"c\"}}";

    @Test
    void aChangeThatIsGivenOutAgainHasThePlaceThatItHad() {
        ChangePlaces places = new ChangePlaces();
        assertThat(places.next("crm.public.other", CHANGE.replace("27767040", "27767000")))
                .isEqualTo("LSN 0/1A7B0D8 of crm.public.other");
        assertThat(places.next("crm.public.customers", CHANGE)).isEqualTo("LSN 0/1A7B100 of crm.public.customers");
        assertThat(new ChangePlaces().next("crm.public.customers", CHANGE))
                .isEqualTo("LSN 0/1A7B100 of crm.public.customers");
    }

    @Test
    void rowsThatWereWrittenTogetherAreTold() {
        ChangePlaces places = new ChangePlaces();
        assertThat(places.next("t", CHANGE)).isEqualTo("LSN 0/1A7B100 of t");
        assertThat(places.next("t", CHANGE)).isEqualTo("LSN 0/1A7B100 of t, row 2");
        assertThat(places.next("other", CHANGE)).isEqualTo("LSN 0/1A7B100 of other");
    }

    @Test
    void aPlaceBeyondFourGigabytesIsWrittenAsPostgresWritesIt() {
        assertThat(new ChangePlaces().next("t", CHANGE.replace("27767040", "94489280512")))
                .isEqualTo("LSN 16/0 of t");
    }

    @Test
    void whatHasNoPlaceIsStillOfItsTable() {
        assertThat(new ChangePlaces().next("t", null)).isEqualTo("a change of t");
    }
}
