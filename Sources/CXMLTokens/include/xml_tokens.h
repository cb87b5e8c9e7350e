#ifndef ANJUAN_XML_TOKENS_H
#define ANJUAN_XML_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// XML (libexpat) as a list of tokens, so that its reader needs no callbacks.
//
// A token is one of
//   'S' name 0 (attribute 0 value 0)* 0    an element begins
//   'E' name 0                             an element ends
//   'T' length bytes                       text; the length has four bytes, least significant first
// in UTF-8. Names come without the prefix of their namespace.
struct xml_tokens;

// A reader of one document; NULL when there is no memory for it.
struct xml_tokens *xml_tokens_create(void);

void xml_tokens_free(struct xml_tokens *state);

// Takes the next bytes of the document. The tokens that they complete stand in *tokens until the next call.
// Returns NULL, or a sentence's part on what is wrong with the document.
const char *xml_tokens_take(
    struct xml_tokens *state, const char *bytes, int length, bool is_last, const uint8_t **tokens, size_t *count);

// The line that was read last, from 1.
unsigned long xml_tokens_line(const struct xml_tokens *state);

#endif
