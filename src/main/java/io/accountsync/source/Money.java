package io.accountsync.source;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as PostgreSQL shows them: with a currency sign, separators and a minus or brackets, by the locale of the database. */
final class Money {
    private static final Pattern AMOUNT = Pattern.compile(
            "[^\\d.,(-]*([(-]?)[^\\d.,(-]*((?:\\d{1,3}(?:[.,'\\s\u00A0\u202F]\\d{3})+|\\d+)[.,]\\d\\d|\\d+)\\D*");

    private Money() {}

    /**
     * The number that a text shows; null for null.
     *
     * @throws SQLException when it is in a form that is not known
     */
    static BigDecimal read(String text) throws SQLException {
        if (text == null) {
            return null;
        }
        Matcher money = AMOUNT.matcher(text);
        if (!money.matches()) {
            throw new SQLException("an amount in a form that is not known", "22018");
        }
        String amount = money.group(2);
        BigDecimal number = new BigDecimal(amount.replaceAll("\\D", ""));
        if (amount.matches(".*[.,]\\d\\d")) {
            number = number.movePointLeft(2);
        }
        return money.group(1).isEmpty() ? number : number.negate();
    }
}
