package io.accountsync.localorg.soql;

import io.accountsync.localorg.soql.Query.Condition;
import io.accountsync.localorg.soql.Query.Item;
import io.accountsync.localorg.soql.Query.Name;
import io.accountsync.localorg.soql.Query.Order;
import io.accountsync.localorg.soql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the part of SOQL that the local org understands; child subqueries, semi-joins and HAVING are not in it. */
final class SoqlParser {

    private static final Set<String> COMPARISONS = Set.of("=", "!=", "<>", "<", "<=", ">", ">=");

    private final String text;
    private final List<Token> tokens;
    private int at;

    SoqlParser(String text) {
        this.text = text;
        this.tokens = new SoqlLexer(text).tokens();
    }

    Query parse() {
        expect("SELECT");
        List<Item> select = new ArrayList<>();
        do {
            select.add(item());
        } while (accept(","));
        expect("FROM");
        Name from = name();
        if (peek().kind() == Kind.NAME && !isClause(peek())) {
            next();
        }
        Condition where = accept("WHERE") ? or() : null;
        if (accept("WITH")) {
            name();
        }
        List<Name> groupBy = new ArrayList<>();
        if (accept("GROUP")) {
            expect("BY");
            do {
                groupBy.add(name());
            } while (accept(","));
        }
        List<Order> orderBy = new ArrayList<>();
        if (accept("ORDER")) {
            expect("BY");
            do {
                orderBy.add(order());
            } while (accept(","));
        }
        Integer limit = accept("LIMIT") ? (Integer) number() : null;
        int offset = accept("OFFSET") ? number() : 0;
        if (accept("ALL")) {
            expect("ROWS");
        }
        if (accept("FOR")) {
            name();
        }
        if (peek().kind() != Kind.END) {
            throw unexpected(peek());
        }
        return new Query(text, select, from, where, groupBy, orderBy, limit, offset);
    }

    private static boolean isClause(Token token) {
        return Set.of("WHERE", "WITH", "GROUP", "ORDER", "LIMIT", "OFFSET", "ALL", "FOR")
                .contains(token.text().toUpperCase(Locale.ROOT));
    }

    private Item item() {
        if (peek().is("(")) {
            throw SoqlException.at(
                    "MALFORMED_QUERY", text, peek().position(), "the local org answers no child subqueries");
        }
        Name name = name();
        if (!accept("(")) {
            return new Item.Path(name);
        }
        Name argument = peek().is(")") ? null : name();
        expect(")");
        if (name.text().equalsIgnoreCase("FIELDS")) {
            return new Item.FieldSet(argument == null ? "" : argument.text());
        }
        boolean aliased = peek().kind() == Kind.NAME && !peek().is("FROM");
        return new Item.Aggregate(name.text().toUpperCase(Locale.ROOT), argument, aliased ? next().text() : null);
    }

    private Condition or() {
        List<Condition> any = new ArrayList<>(List.of(and()));
        while (accept("OR")) {
            any.add(and());
        }
        return any.size() == 1 ? any.get(0) : new Condition.Or(any);
    }

    private Condition and() {
        List<Condition> all = new ArrayList<>(List.of(unary()));
        while (accept("AND")) {
            all.add(unary());
        }
        return all.size() == 1 ? all.get(0) : new Condition.And(all);
    }

    private Condition unary() {
        if (accept("NOT")) {
            return new Condition.Not(unary());
        }
        if (accept("(")) {
            Condition inner = or();
            expect(")");
            return inner;
        }
        return comparison();
    }

    private Condition comparison() {
        Name field = name();
        Token operator = next();
        if (operator.is("NOT")) {
            expect("IN");
            return new Condition.Membership(field, "NOT IN", values());
        }
        if (operator.is("IN") || operator.is("INCLUDES") || operator.is("EXCLUDES")) {
            return new Condition.Membership(field, operator.text().toUpperCase(Locale.ROOT), values());
        }
        if (operator.is("LIKE")) {
            return new Condition.Comparison(field, "LIKE", value());
        }
        if (!COMPARISONS.contains(operator.text())) {
            throw unexpected(operator);
        }
        return new Condition.Comparison(field, operator.is("<>") ? "!=" : operator.text(), value());
    }

    private List<Token> values() {
        expect("(");
        List<Token> values = new ArrayList<>();
        do {
            values.add(value());
        } while (accept(","));
        expect(")");
        return values;
    }

    private Token value() {
        Token token = next();
        if (token.kind() == Kind.SYMBOL || token.kind() == Kind.END || token.is("SELECT")) {
            throw unexpected(token);
        }
        return token;
    }

    private Order order() {
        Name field = name();
        boolean descending = !accept("ASC") && accept("DESC");
        boolean nullsFirst = !descending;
        if (accept("NULLS")) {
            nullsFirst = accept("FIRST");
            if (!nullsFirst) {
                expect("LAST");
            }
        }
        return new Order(field, descending, nullsFirst);
    }

    private int number() {
        Token token = next();
        try {
            return Integer.parseInt(token.text());
        } catch (NumberFormatException e) {
            throw unexpected(token);
        }
    }

    private Name name() {
        Token token = next();
        if (token.kind() != Kind.NAME) {
            throw unexpected(token);
        }
        return new Name(token.text(), token.position());
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        return tokens.get(at < tokens.size() - 1 ? at++ : at);
    }

    private boolean accept(String word) {
        if (peek().is(word)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String word) {
        if (!accept(word)) {
            throw unexpected(peek());
        }
    }

    private SoqlException unexpected(Token token) {
        return token.kind() == Kind.END
                ? SoqlException.at("MALFORMED_QUERY", text, token.position(), "unexpected token: <EOF>")
                : SoqlException.at(
                        "MALFORMED_QUERY", text, token.position(), "unexpected token: '" + token.text() + "'");
    }
}
