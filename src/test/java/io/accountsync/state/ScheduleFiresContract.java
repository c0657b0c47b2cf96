package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.state.ScheduleFires.Fire;
import org.junit.jupiter.api.Test;

/** Which times of schedules were taken, by whichever process. */
abstract class ScheduleFiresContract extends StateContract {
    ScheduleFiresContract(TestDatabase on) {
        super(on);
    }

    @Test
    void ofTwoThatTakeOneTimeOneGetsIt() {
        ScheduleFires fires = new ScheduleFires(database);
        Fire first = new Fire("accounts", "accounts", 1000, true, 0);

        assertThat(fires.find("accounts")).isEmpty();
        assertThat(fires.take(null, first)).isTrue();
        assertThat(fires.take(null, first)).as("as if there were nothing").isFalse();
        assertThat(fires.find("accounts")).contains(first);

        Fire second = new Fire("accounts", "accounts", 2000, true, 0);
        assertThat(fires.take(first, second)).isTrue();
        assertThat(fires.take(first, second)).as("by what was found before").isFalse();
    }

    @Test
    void whatEndedWithItsProcessIsOwedAndAllElseIsNot() {
        ScheduleFires fires = new ScheduleFires(database);
        fires.take(null, new Fire("accounts", "accounts", 1000, true, 2));
        fires.take(null, new Fire("contacts", "contacts", 1000, true, 0));
        fires.take(null, new Fire("held", "held", 1000, false, 0));

        fires.conclude("contacts");
        fires.owe("accounts");

        assertThat(fires.owed())
                .as("an end in order is no failed attempt")
                .containsExactly(new Fire("accounts", "accounts", 1000, true, 0));
    }
}

class ScheduleFiresSqliteTest extends ScheduleFiresContract {
    ScheduleFiresSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class ScheduleFiresPostgresTest extends ScheduleFiresContract {
    ScheduleFiresPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
