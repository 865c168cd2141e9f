package aive.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a JSONata expression mentions, read off its tokens: functions, variables, and paths into `$states`.
///
/// Enough of JSONata's lexical rules is known here to tell names from strings, comments, quoted names, and regular expressions;
/// whether the expression is well-formed is the parser's business.
///
/// @param called names that are called and not bound in the expression itself, without `$`
/// @param mentioned names that are mentioned and neither called, nor bound in the expression, nor `states`, without `$`
/// @param statesPaths names after `$states`, from the first one on
record ExpressionText(Set<String> called, Set<String> mentioned, Set<List<String>> statesPaths) {

    private enum Kind { NAME, VARIABLE, OPERAND, OPERATOR }

    private record Token(Kind kind, String text) {

        boolean is(String operator) {
            return kind == Kind.OPERATOR && text.equals(operator);
        }

        boolean endsOperand() {
            return switch (kind) {
                case OPERATOR -> Set.of(")", "]", "}").contains(text);
                case NAME -> !Set.of("and", "or", "in").contains(text);
                case VARIABLE, OPERAND -> true;
            };
        }
    }

    static ExpressionText of(String expression) {
        List<Token> tokens = tokens(expression);
        Set<String> bound = bound(tokens);
        ExpressionText found = new ExpressionText(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        for (int at = 0; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            if (token.kind() != Kind.VARIABLE || bound.contains(token.text()) || token.text().isEmpty()) {
                continue;
            }
            if (token.text().equals("states")) {
                found.statesPaths().add(path(tokens, at + 1));
            } else if (is(tokens, at + 1, "(")) {
                found.called().add(token.text());
            } else {
                found.mentioned().add(token.text());
            }
        }
        return found;
    }

    /// Names bound in the expression: by `:=`, as parameters of a function, by `@$` and `#$`.
    private static Set<String> bound(List<Token> tokens) {
        Set<String> bound = new LinkedHashSet<>();
        for (int at = 0; at < tokens.size(); at++) {
            if (tokens.get(at).kind() == Kind.VARIABLE
                    && (is(tokens, at + 1, ":=") || is(tokens, at - 1, "@") || is(tokens, at - 1, "#"))) {
                bound.add(tokens.get(at).text());
            }
            boolean function = tokens.get(at).kind() == Kind.NAME && Set.of("function", "λ").contains(tokens.get(at).text());
            for (int next = at + 2; function && is(tokens, at + 1, "(") && next < tokens.size() && !is(tokens, next, ")"); next++) {
                if (tokens.get(next).kind() == Kind.VARIABLE) {
                    bound.add(tokens.get(next).text());
                }
            }
        }
        return bound;
    }

    private static List<String> path(List<Token> tokens, int from) {
        List<String> names = new ArrayList<>();
        for (int at = from; is(tokens, at, ".") && at + 1 < tokens.size() && tokens.get(at + 1).kind() == Kind.NAME; at += 2) {
            names.add(tokens.get(at + 1).text());
        }
        return List.copyOf(names);
    }

    private static boolean is(List<Token> tokens, int at, String operator) {
        return at >= 0 && at < tokens.size() && tokens.get(at).is(operator);
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char first = text.charAt(at);
            int end = at + 1;
            if (Character.isWhitespace(first)) {
                at = end;
                continue;
            } else if (text.startsWith("/*", at)) {
                at = closing(text, at + 2, "*/") + 1;
                continue;
            } else if (first == '"' || first == '\'') {
                end = closing(text, at + 1, String.valueOf(first));
                tokens.add(new Token(Kind.OPERAND, text.substring(at, end)));
            } else if (first == '`') {
                end = closing(text, at + 1, "`");
                tokens.add(new Token(Kind.NAME, text.substring(at + 1, Math.max(at + 1, end - 1))));
            } else if (first == '/' && (tokens.isEmpty() || !tokens.getLast().endsOperand())) {
                end = closing(text, at + 1, "/");
                tokens.add(new Token(Kind.OPERAND, text.substring(at, end)));
            } else if (first == '$') {
                end = endOfName(text, at + 1);
                boolean root = text.startsWith("$$", at);
                tokens.add(new Token(Kind.VARIABLE, root ? "$" : text.substring(at + 1, end)));
                end = root ? at + 2 : end;
            } else if (isNamePart(first)) {
                end = endOfName(text, at);
                Kind kind = Character.isDigit(first) ? Kind.OPERAND : Kind.NAME;
                tokens.add(new Token(kind, text.substring(at, end)));
            } else {
                end = text.startsWith(":=", at) ? at + 2 : end;
                tokens.add(new Token(Kind.OPERATOR, text.substring(at, end)));
            }
            at = end;
        }
        return tokens;
    }

    /// The index after the closing mark; after a backslash, a character is itself.
    private static int closing(String text, int from, String mark) {
        for (int at = from; at < text.length(); at++) {
            if (text.charAt(at) == '\\' && !mark.equals("`")) {
                at++;
            } else if (text.charAt(at) == mark.charAt(0) && text.startsWith(mark, at)) {
                return at + 1;
            }
        }
        return text.length();
    }

    private static int endOfName(String text, int from) {
        int end = from;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }
}
