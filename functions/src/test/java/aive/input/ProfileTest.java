package aive.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.json.Json;
import aive.project.Codec;
import aive.project.Quality;
import aive.project.RenderSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ProfileTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "{}|1920|1080|STANDARD|H264",
        "{\"profile\": \"web\"}|1920|1080|STANDARD|H264",
        "{\"profile\": \"social\"}|1080|1920|HIGH|H264",
        "{\"profile\": \"archive\"}|1920|1080|HIGH|HEVC",
        "{\"profile\": \"social\", \"height\": 1080}|1080|1080|HIGH|H264",
        "{\"profile\": \"archive\", \"codec\": \"h264\", \"quality\": \"draft\"}|1920|1080|DRAFT|H264"
    })
    void aProfileSetsDefaultsAndOptionsWin(String render, int width, int height, Quality quality, Codec codec) {
        ObjectNode body = Bodies.valid();
        Bodies.set(body, "/render", Json.MAPPER.readTree(render));
        RenderSettings settings = Bodies.reader().read(body).project().settings();
        assertEquals(width, settings.width());
        assertEquals(height, settings.height());
        assertEquals(quality, settings.quality());
        assertEquals(codec, settings.codec());
    }
}
