#include "xml_tokens.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

// Bytes that may go by without an element or a text. Some versions of the library read an unfinished comment or tag again
// with every piece of it, which takes time that grows with the square of its length.
enum { SILENT_BYTES_MAX = 4 << 20 };

struct xml_tokens {
  XML_Parser parser;
  size_t silent;
  uint8_t *bytes;
  size_t count;
  size_t room;
  const char *fault;
};

static void stop(struct xml_tokens *state, const char *fault) {
  if (state->fault == NULL) state->fault = fault;
  XML_StopParser(state->parser, XML_FALSE);
}

static void put(struct xml_tokens *state, const void *bytes, size_t count) {
  if (state->room - state->count < count) {
    size_t room = 2 * (state->count + count);
    uint8_t *grown = realloc(state->bytes, room);
    if (grown == NULL) {
      stop(state, "there is not enough memory for it");
      return;
    }
    state->bytes = grown;
    state->room = room;
  }
  memcpy(state->bytes + state->count, bytes, count);
  state->count += count;
}

// A text and the zero behind it.
static void put_text(struct xml_tokens *state, const char *text) {
  put(state, text, strlen(text) + 1);
}

// A name without its prefix, and the zero behind it.
static void put_name(struct xml_tokens *state, const char *name) {
  const char *colon = strrchr(name, ':');
  put_text(state, colon == NULL ? name : colon + 1);
}

static void on_start(void *context, const XML_Char *name, const XML_Char **attributes) {
  struct xml_tokens *state = context;
  put(state, "S", 1);
  put_name(state, name);
  for (; attributes[0] != NULL; attributes += 2) {
    put_name(state, attributes[0]);
    put_text(state, attributes[1]);
  }
  put(state, "", 1);
}

static void on_end(void *context, const XML_Char *name) {
  struct xml_tokens *state = context;
  put(state, "E", 1);
  put_name(state, name);
}

static void on_text(void *context, const XML_Char *text, int length) {
  struct xml_tokens *state = context;
  uint8_t head[5] = {'T', (uint8_t)length, (uint8_t)(length >> 8), (uint8_t)(length >> 16), (uint8_t)(length >> 24)};
  put(state, head, sizeof head);
  put(state, text, (size_t)length);
}

static void on_doctype(
    void *context, const XML_Char *name, const XML_Char *system, const XML_Char *public, int has_internal_subset) {
  (void)name, (void)system, (void)public, (void)has_internal_subset;
  stop(context, "it declares a document type, which no workbook needs");
}

struct xml_tokens *xml_tokens_create(void) {
  struct xml_tokens *state = calloc(1, sizeof *state);
  if (state == NULL) return NULL;
  state->parser = XML_ParserCreate(NULL);
  if (state->parser == NULL) {
    free(state);
    return NULL;
  }
  XML_SetUserData(state->parser, state);
  XML_SetElementHandler(state->parser, on_start, on_end);
  XML_SetCharacterDataHandler(state->parser, on_text);
  XML_SetStartDoctypeDeclHandler(state->parser, on_doctype);
  return state;
}

void xml_tokens_free(struct xml_tokens *state) {
  XML_ParserFree(state->parser);
  free(state->bytes);
  free(state);
}

const char *xml_tokens_take(
    struct xml_tokens *state, const char *bytes, int length, bool is_last, const uint8_t **tokens, size_t *count) {
  state->count = 0;
  if (XML_Parse(state->parser, bytes, length, is_last) == XML_STATUS_ERROR && state->fault == NULL) {
    state->fault = XML_ErrorString(XML_GetErrorCode(state->parser));
  }
  state->silent = state->count == 0 ? state->silent + (size_t)length : 0;
  if (state->silent > SILENT_BYTES_MAX) stop(state, "it has a comment or a tag of more than 4 MiB");
  *tokens = state->bytes;
  *count = state->count;
  return state->fault;
}

unsigned long xml_tokens_line(const struct xml_tokens *state) {
  return XML_GetCurrentLineNumber(state->parser);
}
