package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages as the drivers of these databases give them. */
class QueryErrorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // PostgreSQL
                "42P01 | ERROR: relation \"nowhere\" does not exist\\n  Position: 15 | ERROR: relation \"nowhere\" does not exist, at character 15 of the query",
                "22P02 | ERROR: invalid input syntax for type integer: \"Jane Doe\" | ERROR: invalid input syntax for type integer: …",
                "22008 | ERROR: date/time field value out of range: \"31.12.1980\"\\n  Position: 8 | ERROR: date/time field value out of range: …, at character 8 of the query",
                // DuckDB
                " | Catalog Error: Table with name nowhere does not exist!\\n\\nLINE 2: from nowhere\\n | Catalog Error: Table with name nowhere does not exist!, in line 2 of the query",
                " | Conversion Error: Could not convert string 'Jane Doe' to INT32\\n\\nLINE 1: select | Conversion Error: Could not convert string … to INT32, in line 1 of the query",
                // MySQL and MariaDB
                "42000 | You have an error in your SQL syntax; check the manual for the right syntax to use near 'form t' at line 1 | You have an error in your SQL syntax; check the manual for the right syntax to use near 'form t' at line 1",
                "HY000 | Incorrect integer value: 'Jane Doe' for column 'x' at row 1 | Incorrect integer value: … for column … at row 1",
                // SQL Server, Snowflake, H2, BigQuery
                "S0001 | Conversion failed when converting the varchar value 'Jane Doe' to data type int. | Conversion failed when converting the varchar value … to data type int",
                "S0002 | Invalid object name 'nowhere'. | Invalid object name 'nowhere'",
                "22018 | Numeric value 'Jane Doe' is not recognized | Numeric value … is not recognized",
                "22018 | Data conversion error converting \"Jane Doe\"; SQL statement: select 1 | Data conversion error converting …; SQL statement: select 1",
                "HY000 | Bad double value: Jane Doe | Bad double value: …"
            })
    void theQueryIsQuotedAndNoValueIs(String state, String message, String text) {
        assertThat(QueryError.text(new SQLException(message.replace("\\n", "\n"), state)))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "22012 | 0 | ERROR: division by zero | ERROR: division by zero (SQL state 22012)",
                "XX001 | 0 | ERROR: invalid page in block 7 of relation \"base/5/16384\" | ERROR: invalid page in block 7 of relation … (SQL state XX001)",
                "57014 | 0 | ERROR: canceling statement due to statement timeout | ERROR: canceling statement due to statement timeout (SQL state 57014)",
                "P0001 | 0 | ERROR: Jane Doe is wrong | a function raised an error of its own (SQL state P0001); its text may be of a row, and is not repeated here",
                "S0001 | 50001 | Jane Doe is wrong | a function raised an error of its own (SQL state S0001); its text may be of a row, and is not repeated here",
                "72000 | 20001 | ORA-20001: Jane Doe is wrong | a function raised an error of its own (SQL state 72000); its text may be of a row, and is not repeated here",
                // SQLite
                " | 1 | [SQLITE_ERROR] SQL error or missing database (malformed JSON) | [SQLITE_ERROR] SQL error or missing database (malformed JSON) (error code 1)",
                " | 1 | | nothing (error code 1)"
            })
    void whileReadingNothingIsQuotedAndTheCodeIsSaid(String state, int code, String message, String text) {
        assertThat(QueryError.textWhileReading(new SQLException(message, state, code)))
                .isEqualTo(text);
    }
}
