package aive.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.InvalidProject;
import aive.error.MediaForbidden;
import aive.error.MediaUnavailable;
import aive.error.RenderError;
import aive.file.LocalFiles;
import aive.project.Source;
import aive.url.HttpsUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceAddressesTest {

    private static final SourcePolicy LOCAL =
            new SourcePolicy.LocalRun(
                    URI.create("file:///home/me/films/"), Set.of("media"), _ -> Optional.empty());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        https://example.com/a.mp4                  | https://example.com/a.mp4
        HTTPS://Example.COM:443/A.mp4?x=Y#t=1      | https://example.com/A.mp4?x=Y
        https://example.com                        | https://example.com/
        https://example.com/река.mp4?q=é           | https://example.com/%D1%80%D0%B5%D0%BA%D0%B0.mp4?q=%C3%A9
        https://example.com/a%20b.mp4?X-Amz-Signature=ab%2Fcd | https://example.com/a%20b.mp4?X-Amz-Signature=ab%2Fcd
        https://8.8.8.8/a.mp4                      | https://8.8.8.8/a.mp4
        https://[2001:4860:4860::8888]/a.mp4       | https://[2001:4860:4860:0:0:0:0:8888]/a.mp4
        https://example.com./a{b}.mp4?q="1"        | https://example.com/a%7Bb%7D.mp4?q=%221%22
        s3://media/clips/a%20b.mp4                 | s3://media/clips/a%20b.mp4
        s3://media/клип+1.mp4                      | s3://media/%D0%BA%D0%BB%D0%B8%D0%BF%2B1.mp4
        """)
    void whatIsAllowedIsWrittenInOneWay(String text, String expected) {
        assertEquals(expected, media(Bodies.DEPLOYED, text).url().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "FILE:/etc/passwd",
                "http://example.com/a",
                "ftp://x/y",
                "gopher://x",
                "data:video/mp4;base64,AAAA",
                "jar:file:/x!/y",
                "concat:a|b",
                "crypto+file:x",
                "pipe:0",
                "lavfi:testsrc",
                "javascript:1",
                "https://user:secret@example.com/x",
                "https://user@example.com/x",
                "http://good@127.0.0.1/",
                "https://good@127.0.0.1/",
                "https://example.com:22/x",
                "https://127.0.0.1/x",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://169.254.169.254/latest",
                "https://[::1]/x",
                "https://[2001:db8::1]/x",
                "https://example.com:9001/x",
                "https://example.com:80/x",
                "s3://foreign/x",
                "s3://user@media/x"
            })
    void givenAnAddressThatIsNotAllowed_thenItIsForbiddenInTheCloudAndInALocalRun(String text) {
        assertThrows(MediaForbidden.class, () -> media(Bodies.DEPLOYED, text));
        assertThrows(MediaForbidden.class, () -> media(LOCAL, text));
    }

    @Test
    void aLocalRunSaysThatItDoesNotReadS3() {
        SourcePolicy local = SourcePolicy.LocalRun.in(Path.of("/films"), Set.of("its-own-store"), _ -> Optional.empty());
        MediaForbidden e = assertThrows(MediaForbidden.class, () -> media(local, "s3://media/a.mp4"));
        assertTrue(String.valueOf(e.getMessage()).endsWith(
                "s3://media/a.mp4 is in S3, which a render on this machine does not read; use https:// or a file"),
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.mp4",
                "subfile,,start,0,end,0,,:/etc/passwd",
                "-i",
                "../a.mp4",
                "/etc/passwd",
                "//example.com/a.mp4"
            })
    void givenNoScheme_thenItIsForbiddenInTheCloudAndTheMessageSpeaksOfLocalRuns(String text) {
        MediaForbidden error = assertThrows(MediaForbidden.class, () -> media(Bodies.DEPLOYED, text));
        assertTrue(error.toString().contains("local run"), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https:",
                "https://",
                "https:///x",
                "https:example.com",
                "https://exa mple.com/x",
                "https:\\\\127.0.0.1",
                "https://example.com/a\tb",
                "https://example.com/a\r\nHost: x",
                "https://①②⑦.0.0.1/",
                "https://a..b/",
                "https://%31%32%37.0.0.1/",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://example.com:99999999999/",
                "https://пример.рф/",
                "https://example.com/%zz",
                "https://example.com/\u2028",
                "https://example.com/\ud800",
                "s3://media",
                "s3://media/",
                "s3://b/x",
                "s3://media/../x",
                "s3://media/./x",
                "s3://media/a?versionId=1",
                "s3://media/a#b",
                "s3://media/%00",
                "s3://media/%ff",
                "s3://arn:aws:s3:eu-central-1:1:accesspoint/x/y",
                "s3:media/x",
                "s3://MEDIA/x",
                "https://example.com/\u00a0x"
            })
    void givenNoUrl_thenItIsInvalid(String text) {
        assertThrows(InvalidProject.class, () -> media(Bodies.DEPLOYED, text));
    }

    @Test
    void givenTooLongAUrl_thenItIsInvalidAtTheFirstCharacterTooMany() {
        String longest = "https://example.com/" + "x".repeat(HttpsUrl.MAX_LENGTH - 20);
        assertEquals(longest, media(Bodies.DEPLOYED, longest).url().toString());
        assertThrows(InvalidProject.class, () -> media(Bodies.DEPLOYED, longest + "x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        clips/a b.mp4       | file:///home/me/films/clips/a%20b.mp4
        ../music/m.mp3      | file:///home/me/music/m.mp3
        ./12:30.mp4         | file:///home/me/films/12%3A30.mp4
        -i.mp4              | file:///home/me/films/-i.mp4
        /data/a.mp4         | file:///data/a.mp4
        100%.mp4            | file:///home/me/films/100%25.mp4
        a\\b?c#d.mp4        | file:///home/me/films/a%5Cb%3Fc%23d.mp4
        subfile,,x          | file:///home/me/films/subfile%2C%2Cx
        """)
    void aLocalRunTakesPaths(String text, String expected) {
        assertEquals(expected, media(LOCAL, text).url().toString());
    }

    @Test
    void givenAPathInDecomposedLetters_thenItIsNotComposed() {
        assertEquals(
                "file:///home/me/films/e%CC%81.mp4",
                media(LOCAL, "e\u0301.mp4").url().toString());
    }

    @Test
    void aDriveLetterIsNoPath() {
        InvalidProject error = assertThrows(InvalidProject.class, () -> media(LOCAL, "D:\\films\\a.mp4"));
        assertTrue(error.toString().contains("backslash"), error.getMessage());
        assertThrows(MediaForbidden.class, () -> media(LOCAL, "D:/films/a.mp4"));
    }

    @Test
    void aBackslashIsALetterOfAName() {
        assertEquals(
                "file:///home/me/films/%5C%5Cserver%5Cshare%5Ca.mp4",
                media(LOCAL, "\\\\server\\share\\a.mp4").url().toString());
    }

    @Test
    void givenAPathWithControlCharacters_thenItIsInvalid() {
        assertThrows(InvalidProject.class, () -> media(LOCAL, "a\0.mp4"));
        assertThrows(InvalidProject.class, () -> media(LOCAL, "a\n.mp4"));
    }

    @Test
    void theFolderOfAProjectComesFromItsPath(@TempDir Path folder) throws IOException {
        Path clip = Files.createFile(folder.resolve("a b.mp4"));
        SourcePolicy policy = SourcePolicy.LocalRun.in(folder, Set.of(), LocalFiles::defect);
        assertEquals(clip, Path.of(media(policy, "a b.mp4").url()));
    }

    @Test
    void aFileThatCannotBeReadIsUnavailable(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("clips"));
        SourcePolicy policy = SourcePolicy.LocalRun.in(folder, Set.of(), LocalFiles::defect);
        for (String text : List.of("no.mp4", "clips", "no/a.mp4")) {
            assertThrows(MediaUnavailable.class, () -> media(policy, text), text);
        }
    }

    @Test
    void filesThatAreMissingAreReportedWithEverythingElse(@TempDir Path folder) {
        // given
        Problems problems = new Problems();
        SourceAddresses addresses = new SourceAddresses(SourcePolicy.LocalRun.in(folder, Set.of(), LocalFiles::defect));
        // when
        var _ = addresses.media("no.mp4", "/audio_url", problems);
        var _ = addresses.media("https://", "/music_url", problems);
        var _ = addresses.media("neither.mp4", "/project_data/sentences/0/selected_footage/url", problems);
        // then
        InvalidProject error = assertThrows(InvalidProject.class, problems::throwIfAny);
        assertEquals(3, error.problems().size());
        assertEquals("/audio_url: no.mp4 does not exist", error.problems().getFirst().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:hush@example.com/x",
                "https://example.com:9001/x?sig=hush",
                "http://u:hush@x/",
                "https://u:hush@exa mple.com/?hush",
                "https://example.com/ ?token=hush",
                "https:// u:hush@example.com/x",
                "https:\\\\u:hush@example.com/x",
                "https:u:hush@example.com/x",
                "https://u:hu/hush@example.com/x",
                "hush@example.com/x"
            })
    void whatMayBeSecretInAnAddressIsInNoMessage(String text) {
        RenderError error = assertThrows(RenderError.class, () -> media(Bodies.DEPLOYED, text));
        assertFalse(error.toString().contains("hush"), error.getMessage());
    }

    @Test
    void givenALongUserName_thenItIsInNoMessageEither() {
        RenderError error = assertThrows(
                RenderError.class, () -> media(Bodies.DEPLOYED, "https://" + "hush".repeat(100) + "@example.com/"));
        assertFalse(error.toString().contains("hush"), error.getMessage());
    }

    private static Source media(SourcePolicy policy, String text) {
        Problems problems = new Problems();
        Optional<Source> source = new SourceAddresses(policy).media(text, "/audio_url", problems);
        problems.throwIfAny();
        return source.orElseThrow();
    }
}
