// Package text says what a word is and which words are equal: one tokenizer and one folding, for the index, the query, the
// marks of matches, the search within a page and the filters of lists. So whatever a query finds can be marked by the same
// rules. The package must never know what is searched, or for what.
//
//	text ──NFC──▶ Tokenizer ──▶ tokens with positions and byte ranges         (index, match)
//	typed ──TokenizeQuery──▶ tokens, the last one perhaps a prefix             (query side)
//	text ──Fold──▶ what is compared byte by byte: paths, names, substrings     (go-to, page search, filters)
//
// The characters of a text:
//
//	letters, digits, marks   form words                                  NoSign
//	symbols                  each is a word: 🚀 → ≤ ♥ 🇩🇪 👩‍🚀 #️⃣           Symbol
//	punctuation              separates words; it is found only in a      Punctuation
//	                         search for nothing else: , - [ ] -> $ © ─
//	blanks, control codes    separate words                              NoSign
//	invisible characters     are ignored                                 NoSign
//
// It also counts the cells that a text takes in a terminal, and cuts, pads and wraps by them: see WidthMethod.
package text
