package aive.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlEntitiesTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', textBlock = """
        a&nbsp;b &amp; it&#39;s, a\u00A0b & it's
        &lt;b&gt; &quot;x&quot; &apos;y&apos;, <b> "x" 'y'
        &#x1F3AC;&#128512;, 🎬😀
        &eacute;&Ntilde;&szlig;&yuml;&frac12;, éÑßÿ½
        &mdash;&hellip;&rsquo;&euro;, —…’€
        &amp;lt;, &lt;
        &amp;amp;amp;, &amp;amp;
        R&D AT&T; a & b && &, R&D AT&T; a & b && &
        &unknown; &nbsp &#; &#x;, &unknown; &nbsp &#; &#x;
        &#0;&#8;&#xD800;&#9999999;&#x110000;, &#0;&#8;&#xD800;&#9999999;&#x110000;
        &AMP; &Eacute;, &AMP; É
        """)
    void entitiesBecomeTheirCharactersOnce(String written, String decoded) {
        assertEquals(decoded, HtmlEntities.decoded(written));
    }
}
