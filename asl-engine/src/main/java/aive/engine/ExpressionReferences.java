package aive.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The functions, variables, and `$states` paths that a JSONata expression refers to.
///
/// A small tokenizer finds them. It knows enough of JSONata's lexical rules to tell names from strings, comments,
/// quoted names, and regular expressions. The library's parser checks the syntax.
///
/// @param functions names that the expression calls and does not bind itself, without `$`
/// @param variables other names that the expression does not bind itself, except `states`, without `$`
/// @param statesPaths the names that follow `$states` in each path
record ExpressionReferences(Set<String> functions, Set<String> variables, Set<List<String>> statesPaths) {

    private enum TokenType { NAME, VARIABLE, OPERAND, OPERATOR }

    private record Token(TokenType type, String text) {

        boolean is(String operator) {
            return type == TokenType.OPERATOR && text.equals(operator);
        }

        boolean endsOperand() {
            return switch (type) {
                case OPERATOR -> Set.of(")", "]", "}").contains(text);
                case NAME -> !Set.of("and", "or", "in").contains(text);
                case VARIABLE, OPERAND -> true;
            };
        }
    }

    static ExpressionReferences of(String expression) {
        List<Token> tokens = tokens(expression);
        Set<String> bound = bound(tokens);
        ExpressionReferences found =
                new ExpressionReferences(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        for (int at = 0; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            if (token.type() != TokenType.VARIABLE || bound.contains(token.text()) || token.text().isEmpty()) {
                continue;
            }
            if (token.text().equals("states")) {
                found.statesPaths().add(path(tokens, at + 1));
            } else if (is(tokens, at + 1, "(")) {
                found.functions().add(token.text());
            } else {
                found.variables().add(token.text());
            }
        }
        return found;
    }

    /// The names that the expression binds: with `:=`, as a function's parameters, with `@$`, and with `#$`.
    private static Set<String> bound(List<Token> tokens) {
        Set<String> bound = new LinkedHashSet<>();
        for (int at = 0; at < tokens.size(); at++) {
            if (tokens.get(at).type() == TokenType.VARIABLE
                    && (is(tokens, at + 1, ":=") || is(tokens, at - 1, "@") || is(tokens, at - 1, "#"))) {
                bound.add(tokens.get(at).text());
            }
            boolean function = tokens.get(at).type() == TokenType.NAME
                    && Set.of("function", "λ").contains(tokens.get(at).text())
                    && is(tokens, at + 1, "(");
            for (int next = at + 2; function && next < tokens.size() && !is(tokens, next, ")"); next++) {
                if (tokens.get(next).type() == TokenType.VARIABLE) {
                    bound.add(tokens.get(next).text());
                }
            }
        }
        return bound;
    }

    private static List<String> path(List<Token> tokens, int from) {
        List<String> names = new ArrayList<>();
        for (int at = from + 1; is(tokens, at - 1, ".") && at < tokens.size(); at += 2) {
            if (tokens.get(at).type() != TokenType.NAME) {
                break;
            }
            names.add(tokens.get(at).text());
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
                tokens.add(new Token(TokenType.OPERAND, text.substring(at, end)));
            } else if (first == '`') {
                end = closing(text, at + 1, "`");
                tokens.add(new Token(TokenType.NAME, text.substring(at + 1, Math.max(at + 1, end - 1))));
            } else if (first == '/' && (tokens.isEmpty() || !tokens.getLast().endsOperand())) {
                end = closing(text, at + 1, "/");
                tokens.add(new Token(TokenType.OPERAND, text.substring(at, end)));
            } else if (first == '$') {
                end = endOfName(text, at + 1);
                boolean root = text.startsWith("$$", at);
                tokens.add(new Token(TokenType.VARIABLE, root ? "$" : text.substring(at + 1, end)));
                end = root ? at + 2 : end;
            } else if (isNamePart(first)) {
                end = endOfName(text, at);
                TokenType type = Character.isDigit(first) ? TokenType.OPERAND : TokenType.NAME;
                tokens.add(new Token(type, text.substring(at, end)));
            } else {
                end = text.startsWith(":=", at) ? at + 2 : end;
                tokens.add(new Token(TokenType.OPERATOR, text.substring(at, end)));
            }
            at = end;
        }
        return tokens;
    }

    /// The index after the closing mark. A backslash escapes the next character, except in a quoted name.
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
