package aive.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.input.HtmlEntities.Entity;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlEntitiesTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', textBlock = """
        a&nbsp;b &amp; it&#39;s, &nbsp;, \u00A0
        &lt;b&gt;, &lt;, <
        R&D &#x1F3AC;, &#x1F3AC;, 🎬
        &unknown; &#128512;, &#128512;, 😀
        &AMP; &Eacute;, &Eacute;, É
        &amp;lt;, &amp;, &
        &hellip;&rsquo;, &hellip;, …
        """)
    void theFirstEntityIsFoundWithItsCharacter(String text, String written, String character) {
        assertEquals(Optional.of(new Entity(written, character)), HtmlEntities.first(text));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', textBlock = """
        R&D AT&T; a & b && &
        &unknown; &nbsp &#; &#x;
        &#0;&#8;&#xD800;&#9999999;&#x110000;
        &AMP;
        plain
        """)
    void otherTextHasNone(String text) {
        assertEquals(Optional.empty(), HtmlEntities.first(text));
    }
}
