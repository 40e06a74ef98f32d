"""Names of months in the languages of Latin letters.

Written by `python -m tests.month_table`.

Data: Unicode CLDR 47. Copyright 1991-2025 Unicode, Inc.; Unicode License v3,
https://www.unicode.org/license.txt
"""

from typing import Final

NAMES: Final = (
    (
        "aha aharabata ama amajjii ayr bhi bhimbidvwane can chanuari chi chinero cio ciongo dac "
        "dal dimodi dyon dzove dzv ean eanair ene enero faoi ferikgong flo gen gener genier "
        "gennaio genver ger ghe ghennargiu ghj ghjennaghju hanuere hut ian ianuali ianuarie "
        "ianuarii ianuarius imb inn innayr ion ionawr jaan jaanuar jaenner jan janaayo janabari "
        "janairu janar janeiro janeiru janer janeru janeware janewoore jannaayo jannar janner "
        "jannewa jannewaris janoary januaar januaari januaarip januali januar januara januare "
        "januari januarie januario januaro january janueri januwale januwari janv janvaris "
        "janvars janvier janwaliyo janwari janyuwari jasytei jen jena jenaro jenner jenuari "
        "jenuwari jin jinnaru juw kbz kii kon kondon led leden ledna mbe mbegtug mul mulgul mup "
        "mupalangulwa mut mutarama ndi ndira ndwenit ndzononum njenuari num nyenye nzero obo oca "
        "ocak oddajagemannu oddj okwokubanza opepon orara pamba phando phe phere pherekgong pusu "
        "qun rag rags rbn rebendan sam samwiyee san sanuali sanvie saus sausio sausis schan "
        "schaner sginer sii siilo sij sijecanj sijecnja sty styczen stycznia styczyn sunguti "
        "tammi tammikuu tammikuuta tiop uddaivemaanu udiv urt urtarrila xan xaneiro xin xineru "
        "yan yanuari yanul yanvar yanwar yen yennayer yepe zan zanvie zanwiye zanwuye zen zena "
        "zenar zib zibandlela"
    ),
    (
        "ahw arat baa brayr chw chwe chwef chwefror chwevrer cla cokcwaklanne col colte dar dhi "
        "dibo dzd dzodze fab fabrowa faburairu favr favrer fbl feabh feabhra feb febbraio feber "
        "febereware febirie febluali febr febraayo febraro febrayer febreiro febrer febrero "
        "febreru febrewaris febrewoore febrier febroary februaar februaari februaarip februar "
        "februara februari februarie februarii februario februaris februarius februaro februars "
        "february februeri februwari febuare febuari febul febuluwale feburari feburuari feburuye "
        "febwaliyo fee feewiriye fep fepueli ferraghju fev fevereiro fevereiru fevr fevral fevrar "
        "fevreiro fevrer fevrier fevriye few fewral fewriyee fora fra frar fre freargiu freva fri "
        "frivaru fulundigi fur furar gas gashyantare gearr guov guovvamannu gur guraandhala helmi "
        "helmikuu helmikuuta hereuer hlakola hor hornig hwe indlovana jasykoi kai kbr kudo "
        "kukadzi kuova kuovamaanu luh luhuhi luishi lut lutego luty macel maha muk mukui mwi "
        "mwitope nah ndwenngeih ngat ngatyaato ngon ngonde nhlo nhlolanja nyenyenyani ofl oflo "
        "ogyefoo okwakabiri omuk ots otsaila par parwari peb pebrero pebruari pep pepeluali "
        "pepuere pet ruhuhuma sbt shk shkurt sibat sub subat swi tlh tlhakole ufeberbari una uno "
        "unor unora van vas vasario vasaris veebr veebruar velj veljaca veljace vil waa wanja was "
        "wassarins wkr yebrayer"
    ),
    (
        "adar adr atat bitootessa bre brezen brezna cig cki cokcwaklii dad dat duoo duoon hlak "
        "hlakubele jasyapy kad kat keenda kiptaamo kov kovas kovo kst kul kurume lus lusolo maa "
        "maachi maalis maaliskuu maaliskuuta maarso maart maarts maaz mac mach machi maehe maerz "
        "mal malaki malichi mar marc marca march marcius marco marec maret maris marisi mars "
        "marsi marsip marso marsu mart marta marte martie martii martio martius marto marts "
        "martsa martxoa martzu marz marze marzec marzo marzu mas mashi matshe matshi matumb maw "
        "mawrth mayrnt mazul mba mbangu mbimbitho mbo mbooy mer merc merca merz meu meur meurzh "
        "mop mopitlo mrt mrz msh msi musapiri mushende ndwensam ngl njuhca njuhcamaanu njuk "
        "njukcamannu ntwarante nyenyankulu obenem oen okwakashatu okwamg otsokrikri ozu ozujak "
        "ozujka pagu pul pulis son sone tasahcuce ted tedoxe thafamuhwe thf tsa ube umatjhi vol "
        "wanit wer werurwe wgt"
    ),
    (
        "abeibe abr abrell abriil abril abrile abrille abriu aburil afi afirilu afo afofie agd "
        "aib aibrean anas ape apereira aperira api apirila apiriri apl aplili aporele apr aprel "
        "aprell aprels apriili apriilip april aprila aprile aprili aprilie aprilis aprill aprilo "
        "aprily aprilyi apryl apryla apu apuli arv arvi auri averil avr avrigl avril avrril awi "
        "awiril awirili awr awril bal balandis balandzio che cuanui cuanuimaanu cuo cuon "
        "cuonomannu dabr dabril dan daprile darv darvi dauri davrigl dib dibaba doy dub duben "
        "dubna dun dzi dzivamisoko ebr ebrel ebrill eebila elb eph ephreli epr epreel eprel "
        "epreli epreo epril epu epulo fmf gibl guak hire huhti huhtikuu huhtikuuta ibr ibrir "
        "iiplal ikumi ipu ipuru irudi iwo iwootkuut jasyrundy kkn kub kubvumbi kwi kwiecien "
        "kwieciyn kwietnia kwiikumi lambamai mab mabasa mata matop mme mmesa mora moranang mto "
        "mun munyi muu muuya ndamukiza ndwenseiq ngn ngu ngubue nis nisan nsn nyolombongo odungel "
        "oforisuo okwakana ong pri prill prilul prl sak sakkis seedto spi tai tra travanj travnja "
        "wkn yebril yebrir"
    ),
    (
        "agb agbienaa apf atyo beal bealtaine bel belawu bese boaldyn caamsaa cam cax ceit "
        "chivabvu chv dah dam dame dua duat duu duujal emiasele gat geg geguze geguzes gic "
        "gicurasi gln gulan ime inkhwekhweti inyambala jasypo kotonimma ktn kve kveten kvetna "
        "kwiinyambala lep lum lumungulu maaie maaji maajip maayi maayo mag maggio maghju mai "
        "maiatza maig maii maijs maio maiu maius maj maja majo majs maju majus mamuut masg matg "
        "may mayis mayo mayu mayul mayyu mazzo mee mei meije mej meja meje mejju mey meyi mies "
        "miessemannu mih mii moja mot motsheanong motsheganang mpu mpuye mudyaxihi ndwenngux "
        "ndzonesee ngt nkh nkw nkwenkwezi okwakataana omaruk rii rusama shu shundunthule svi "
        "svibanj svibnja touko toukokuu toukokuuta tsw vyesi vyesimaanu wtn zal zallaws"
    ),
    (
        "achi aki ayewohomumu birz birzelio birzelis bracet cerven cervna chikumi chk chn choon "
        "chunyo cvn cze czerwca czerwiec czy czyrwca czyrwiec dau eka ekaina eso esopesope fon "
        "fondo fulwi gan geas geassemannu ghju ghjugnu giu giugno giugnu gunju haz haziran "
        "heziran hil hilonde hun hune hunyo hzr idwaata ile inhlaba iun iune iunie iunii iunius "
        "iyn iyun jasypotei jatta jon jona jug jugn jugno jui juin jun juna june junh junho junhu "
        "juni junie junij junija junijs junio junius juns juny junyi junyu juu juun juune juuni "
        "juunip kam kamena kar kesa kesakuu kesakuuta kesi kesimaanu khotavuxika kmk kor kornyoot "
        "korse kujuorok kwiidwaata lampadas lipanj lipnja luf lufuimi lwi masa meh mehefin meith "
        "meitheamh met mezh mezheven moc mod mti muj mujimbi ndwenloeg ndzononzugho ngs nhla nju "
        "njuni nzu ogmh okwamukaaga omodokkingol oson otukwajan paa paagi phupjane qas qer "
        "qershor rok ruheshi seetebosigo sgiugn sim simenis suen sune suw suwe wax waxabajjii wtd "
        "xun xuno xunu yun yuni yunul yunyu zercl zercladur zin zug zugno zuw zuwen"
    ),
    (
        "aasadi ado adoolessa atar aty cervence cervenec chg chikunguru chl choola chulai chuliol "
        "cul cvc dao dum efute fan fanadur fulwana giugnettu gnt gor gorff gorffennaf goue gouere "
        "hei heina heinakuu heinakuuta heiwet hiyuce hul hulyo hur hurae iuch iuil iul iulai "
        "iulie iulii iulius iyl iyul jasypokoi jolai jolay juil juill juillet jul jula julaayi "
        "julae julai julayi julhet julho julhu juli julie julij julija julijs julio juliol julius "
        "juls july julyai julyu jur juriol juule juuli juulip kab kabalashipu kholwane kms korr "
        "korrik kungwe kutawonsa len lengua liep liepa liepos lipa lipca lipiec lug luggio luglio "
        "lugliu luj lujo lul lulju luulyo lwa maawe madibedibe mawuwani messe mli moo morso "
        "morusasin mose msp mug mukakaro mushipepo ndwencaet ndzonodumlo ngeiyeet ngz nje njeba "
        "njr njurai ntu ntulikazi ojola okwamushanju phu phukwi phupu qad sab sas sia siamlom siu "
        "siulai srpanj srpnja sul sulet suoi suoidnemannu suuyee syeini syeinimaanu tem temmuz "
        "tirmeh triulas trm upu uzt uztaila wmj xnt xul xullo xunetu yul yuli yulul yulyu yulyuz "
        "zil zilye zul zuluye zuy zuyye"
    ),
    (
        "abu abuztua aga agast agasti aggusti aggustip ago agosetose agost agosti agosto agostu "
        "ags agt agu agusito agust agusta agusti agustos agustu agustus akaas akuhata ani aog "
        "aogositra aos aost aostu aou aout arh arhostosi ari aug auguscht august augusta augusti "
        "augusto augusts augustus augusztus aus austu avg avgust avo avost avq avqust avust awg "
        "awgust awgusta awst awur aww awwissu bor borg borgemannu dab dag daggis dago dagost "
        "dagosto dagostu daost daostu davust dea deasiamime din dingindi elo elokuu elokuuta eost "
        "est foe gst gush gusht gustul hag hagayya hik hikan ingci isi jasypoapy juk juko kanama "
        "kmn knn kol kolovoz kolovoza kukuru leq leqeeni liiqen luanistyn lun luna lunasa lush "
        "lushika manyawale mha mhawuri mpg mupuguto nan ncw ncwabakazi ndwenbet ndzonokwifoe ngc "
        "ngm nyamavhuvhu nyandagaro oga ogas ogasiti ogasti ogo ogoost ogos ogost ogosto ogs ogus "
        "oig oigste okwamunaana opedel osanaa oug ougustus ouj oujoss ped phato phatwe pisuyu "
        "porge porgemaanu roo rooptui rugp rugpjucio rugpjutis sie sierpien sierpnia siy siyrpiyn "
        "siyrpnia srabi srpen srpna tbx tebax thangule thoo thoor uti wnn wun"
    ),
    (
        "any anyonyo bado bur bureet cab cabudanni cakc cakcamannu cohca cohcamaanu cte ctember "
        "cut cutanbir cutenber dipos doc dzu ebo eyl eylul fde fulbaana gbo gunyana gwen gwengolo "
        "gwn hep hepetema herbstmanet ike iln ilon inyoni ira iraila jasyporundy ken kep "
        "kepakemapa khu khubvumedzi kmw knd kus kushin leo lewe lutongolo lwetse medi mfomh mni "
        "mpan mpandula munyense mvu mvuka mye ndwengouj ndz ndzhati njapi nyet nyeteki nyo nze "
        "nzeri okwamwenda osokosokoma otowoskuce rugs rugsejis rugsejo ruj rujan rujna saa sat "
        "satambar sattumbar satumba seb sebteembar sebtembar sebuttemba sek sektanbur sen sentabr "
        "sentyabr sep sepitema sept septam septamber septambra septemba septembar septembari "
        "septembarip september septembra septembre septembrie septembris septembro septhemba "
        "septiembre septimber septyembre seputemba set setanburu setembar setember setembr "
        "setembre setembro setembru seteme setemere setenbre setenbru setiembre sett settembar "
        "settember settembre settembru setul setyembre shad sht shtator siilto sil sillins "
        "siptimpa sittembre sittemmiru slt sok spt stb sult syys syyskuu syyskuuta szept "
        "szeptember tee teer way waysu wkd wrz wrzesien wrzesiyn wrzesnia zar zari"
    ),
    (
        "aaktopa ahinime akt aktubar ant anton bio bioom cim cot cotmeh damh dap dasara dfomh "
        "dipha diphalane diteli dochobre doct doctober doctobre doctubre doto dotober dott "
        "dottobre eki ekim epe epeeso fmu gis gitugutu golg golggotmannu gum gumiguru hed here "
        "hyd hydref iku imphala inyi jasypa kele kkm ktuber ktubr kum kwiinyi laa laath loka "
        "lokakuu lokakuuta lom lungudi mayese mfumfu mok mokhu mph mphalane mxi ndwencib "
        "ndzonoghuuwelom nga ngberere nyukul och ochobre oct october octobre octobris octombrie "
        "octubre oke oketopa oki okitoba okitobba okt oktabr okthoba okthobha oktob oktoba "
        "oktobar oktobari oktobarip oktober oktobore oktobra oktobris oktobro oktohber oktoobar "
        "oktoober oktoobur oktover oktuba oktubre oktuuber oktyabr okutoba okutoburu okwaikumi "
        "olgisan onk onkoloolessa otb otibar oto otober otobre otover ott ottobre ottubru otubar "
        "otubr otubro otubru out outubro outubru paz pazdziernik pazdziernika rij rijen rijna "
        "roovvad roovvadmaanu santugaine shak spa spal spalio spalis spallins stg swa tet tetor "
        "tib tobul tom ton tshimedzi tub tuber ukw ukwakira urr urria utt uttuviru wik wim "
        "wimanet yar yarkomaa"
    ),
    (
        "ade adeemekpoxe ale alemle aza azaroa dgi diba divi ehole fgw huk hukuri ikm imw "
        "jasypatei jolal kaa kas kasim kaswekese kmj knk kpt lab lap lapkr lapkricio lapkritis "
        "lapkrutis lar lara listopadu lweti lwezi makandike marras marraskuu marraskuuta mayesep "
        "mbu mbudzi mijdar mjd munyonyo mus musongandembwe mxk nab naba nabanduru naw nawambar "
        "ndwencibit nen nentor ngad ngw ngwanatsele nob nobemba nobyembre noe noema nof nofember "
        "nofemere nofimpa noiembrie noo noofeembar noowanbur nop nopember nov novam novamber "
        "novambra novema novemba novembar novembari novembarip november novembr novembra novembre "
        "novembris novembro novembru noveme novenbre noviembre novimber novul now nowambar "
        "nowanburu nowemapa nowember nowembra noy noyabr nun nunember nuv nuvembre nuvemmiru "
        "nuvenbru nuw nuwamba nuwanbir nuwember nvb nwa nwanbir obubuo olabor payares pom "
        "pudungwana pun saano sadaasa samh samhain santandria sby skab skabmamannu skamma "
        "skammamaanu sta stu studeni studenoga tach tachwedd tin tinini ugu ugushyingo usi "
        "usinyikhaba wam win wintermanet wmw xim ximoli"
    ),
    (
        "abe abendua afu afuabe ara aralik avi aviento avientu berfanbar bow bowte brf bulbuse "
        "chr christmanet cis ciswa das dasambar daviento davientu dec decembar decembari "
        "decembarip december decembra decembre decembrie decembris decembro dee deesanbur dek "
        "dekabr dekul des desam desambar desambra desanburu desemba desember desembre deseme "
        "desimber det dets detsember dex dexembre dez dezamber dezember dezembr dezembro dezembru "
        "dezenbre dhj dhjetor dic dicemba dicembar dicember dicembre dicembru dicemmiru diciembre "
        "dis disamba disambar diseembar disemba disember disemere disyembre diz dizenbru dsb dubh "
        "dug dugember duj dujanbir dujember dzm dzome ela elange fwo fyu gru grudnia grudzien "
        "grudziyn gruod gruodis gruodzio igi ikl ingongoni iwi jasypakoi joulu joulukuu "
        "joulukuuta juov juovla juovlamaanu juovlamannu kak kakauka kax kek kekemapa kerzu kev "
        "kigarama kmb knb kris krisimin kzu lib manth mpal mpalakazi mudde muh muhaano mxd nad "
        "nadale nata ndithemba ndwencibngeih ndzonefwoo ngab noll nollaig nwendzamhala "
        "nyendavhusiku openimma opoo pande pilondo poo pro prosinac prosinca prosince prosinec "
        "rhag rhagfyr sal sallaws sbh sed sedimonthole tid tih tihema tiisimpa tisema tow tshitwe "
        "uku ukuboza yel zvi zvita"
    ),
)
"""Names that stand for one month, of each month, without accents."""
BY_LANGUAGE: Final = {
    "Czech": (
        "led leden ledna",
        "uno unor unora",
        "bre brezen brezna",
        "dub duben dubna",
        "kve kveten kvetna",
        "cerven cervna cvn",
        "cervence cervenec cvc",
        "srp srpen srpna",
        "zar zari",
        "rij rijen rijna",
        "lis listopad listopadu",
        "pro prosince prosinec",
    ),
    "Croatian": (
        "sij sijecanj sijecnja",
        "velj veljaca veljace",
        "ozu ozujak ozujka",
        "tra travanj travnja",
        "svi svibanj svibnja",
        "lip lipanj lipnja",
        "srp srpanj srpnja",
        "kol kolovoz kolovoza",
        "ruj rujan rujna",
        "lis listopad listopada",
        "stu studeni studenoga",
        "pro prosinac prosinca",
    ),
    "Polish": (
        "sty styczen stycznia",
        "lut lutego luty",
        "mar marca marzec",
        "kwi kwiecien kwietnia",
        "maj maja",
        "cze czerwca czerwiec",
        "lip lipca lipiec",
        "sie sierpien sierpnia",
        "wrz wrzesien wrzesnia",
        "paz pazdziernik pazdziernika",
        "lis listopad listopada",
        "gru grudnia grudzien",
    ),
}
"""All names of the languages that use one name for different months."""
